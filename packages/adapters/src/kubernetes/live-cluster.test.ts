import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  clusterState,
  crd,
  fakeApiServer,
  fakeLiveCluster,
  kubeconfigText,
  liveClusterCases,
  type FakeApiServer,
} from '@fairway/testing';
import type { LiveCluster, OutsideSystemError } from '@fairway/model';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { kubernetesCluster, type KubernetesClusterOptions } from './live-cluster.ts';

let folder = '';
beforeAll(() => void (folder = mkdtempSync(join(tmpdir(), 'fairway-kubeconfig-'))));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const running: FakeApiServer[] = [];
afterEach(async () => {
  for (const one of running.splice(0)) await one.stop();
});

async function serve(...parameters: Parameters<typeof fakeApiServer>): Promise<FakeApiServer> {
  const made = await fakeApiServer(...parameters);
  running.push(made);
  return made;
}

function write(text: string): string {
  const file = join(folder, `config-${Math.random()}`);
  writeFileSync(file, text);
  return file;
}

function clusterOf(text: string, more: Partial<KubernetesClusterOptions> = {}): Promise<LiveCluster> {
  return kubernetesCluster({ file: write(text), environment: process.env, ...more });
}

async function failure(work: Promise<unknown>): Promise<readonly [code: string, message: string]> {
  try {
    await work;
  } catch (error) {
    const { code, message } = error as OutsideSystemError;
    return [code, message];
  }
  throw new Error('nothing failed');
}

describe.each([
  ['a fake', (state) => Promise.resolve(fakeLiveCluster(state))],
  ['an API server', async (state) => clusterOf((await serve(state)).kubeconfig)],
  [
    'an API server that lists its groups one by one',
    async (state) => clusterOf((await serve(state, { aggregated: false })).kubeconfig),
  ],
] satisfies [string, Parameters<(typeof liveClusterCases)[number]['run']>[0]][])('%s', (_, make) => {
  it.each(liveClusterCases.map(({ name, run }) => [name, run] as const))('%s', async (_name, run) => {
    await expect(run(make)).resolves.toBeUndefined();
  });
});

describe('what is served', () => {
  it.each([[true], [false]])(
    'names groups whose own server is silent (all at once: %s)',
    async (aggregated) => {
      const state = clusterState({ silent: ['metrics.k8s.io/v1beta1'] });
      const served = await (await clusterOf((await serve(state, { aggregated })).kubeconfig)).servedKinds();
      expect(served).toMatchObject({ known: true, value: { silent: ['metrics.k8s.io/v1beta1'] } });
      expect(served.known && served.value.kinds.length).toBe(state.kinds.length);
    },
  );

  it('leaves out what is not established', async () => {
    const widgets = crd({ group: 'a.example.com', kind: 'Widget', plural: 'widgets', established: false });
    const served = await (
      await clusterOf((await serve(clusterState({ definitions: [widgets] }))).kubeconfig)
    ).servedKinds();
    expect(served.known && served.value.kinds.some(({ kind }) => kind === 'Widget')).toBe(false);
  });
});

describe('a cluster that cannot be asked', () => {
  it('refuses connections', async () => {
    const [code, message] = await failure(
      (await clusterOf(kubeconfigText('https://127.0.0.1:1', 'x'))).version(),
    );
    expect([code, message]).toEqual([
      'cluster-unreachable',
      'https://127.0.0.1:1 cannot be reached: nothing listens there.',
    ]);
  });

  it('has no address', async () => {
    const [code, message] = await failure(
      (await clusterOf(kubeconfigText('https://no-such-host.invalid:6443', 'x'))).version(),
    );
    expect(code).toBe('cluster-unreachable');
    expect(message).toMatch(
      /^https:\/\/no-such-host\.invalid:6443 cannot be reached: (there is no such host|its name)/,
    );
  });

  it('is silent: all questions together take no longer than allowed', async () => {
    const { kubeconfig } = await serve(clusterState(), { fault: () => true });
    const cluster = await clusterOf(kubeconfig, { timeoutMilliseconds: 300 });
    const start = performance.now();
    const codes = [
      await failure(cluster.version()),
      await failure(cluster.servedKinds()),
      await failure(cluster.programs(['a'])),
    ].map(([code]) => code);
    expect(codes).toEqual(['cluster-timeout', 'cluster-timeout', 'cluster-timeout']);
    expect(performance.now() - start).toBeLessThan(1_500);
  });

  it('sends its answer drop by drop', async () => {
    const { kubeconfig } = await serve(clusterState(), {
      fault: (_, response) => {
        response.writeHead(200);
        const timer = setInterval(() => response.write(' '), 20);
        response.on('close', () => clearInterval(timer));
        return true;
      },
    });
    const cluster = await clusterOf(kubeconfig, { timeoutMilliseconds: 300 });
    expect((await failure(cluster.version()))[0]).toBe('cluster-timeout');
  });

  it('cuts the connection in the middle', async () => {
    const { kubeconfig } = await serve(clusterState(), {
      fault: (_, response) => {
        response.writeHead(200, { 'content-length': '100' });
        response.write('{');
        setTimeout(() => response.destroy(), 20);
        return true;
      },
    });
    expect(await failure((await clusterOf(kubeconfig)).version())).toEqual([
      'cluster-unreachable',
      expect.stringContaining('the connection was cut'),
    ]);
  });

  it('does not speak TLS', async () => {
    const plain = createServer((socket) => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n'));
    await new Promise<void>((resolve) => plain.listen(0, '127.0.0.1', resolve));
    const { port } = plain.address() as AddressInfo;
    const [code] = await failure((await clusterOf(kubeconfigText(`https://127.0.0.1:${port}`, 'x'))).version());
    plain.close();
    expect(code).toBe('cluster-tls');
  });

  it('does not accept the credentials, and they are not repeated', async () => {
    const { kubeconfig } = await serve(clusterState(), { token: 'right', given: 'expired-token' });
    const [code, message] = await failure((await clusterOf(kubeconfig)).version());
    expect(code).toBe('cluster-credentials');
    expect(message).toMatch(/refuses the credentials, because they are wrong or have expired\.$/);
    expect(message).not.toContain('expired-token');
  });

  it.each([
    ['a page', 200, '<html>Sign in</html>'],
    ['another program', 200, '{"hello":"world"}'],
    ['a way elsewhere', 302, ''],
    ['nothing', 404, 'nothing here'],
    ['a refusal of its own', 403, '<html>Forbidden</html>'],
  ])('is no Kubernetes: %s', async (_, status, text) => {
    const { kubeconfig } = await serve(clusterState(), {
      fault: (_path, response) => {
        response.writeHead(status).end(text);
        return true;
      },
    });
    expect((await failure((await clusterOf(kubeconfig)).version()))[0]).toBe('cluster-not-kubernetes');
  });

  it('has an error of its own', async () => {
    const { kubeconfig } = await serve(clusterState(), {
      fault: (_, response) => {
        response.writeHead(500).end('{"kind":"Status","apiVersion":"v1","message":"etcd is gone"}');
        return true;
      },
    });
    expect(await failure((await clusterOf(kubeconfig)).version())).toEqual([
      'cluster-failed',
      expect.stringContaining('etcd is gone'),
    ]);
  });
});

describe('a kubeconfig', () => {
  const good = kubeconfigText('https://127.0.0.1:1', 'x');

  it.each([
    ['a list', '[1, 2]', 'says no current context'],
    ['broken YAML', 'a: [secret-token', 'is no kubeconfig.'],
    ['nothing', '', 'is no kubeconfig.'],
    [
      'no such context',
      good.replace('current-context: test', 'current-context: prod'),
      'has no context "prod"; it has test',
    ],
    ['no such cluster', good.replace('cluster: one, user', 'cluster: two, user'), 'names the cluster two'],
    ['no such user', good.replace('user: me }', 'user: you }'), 'names the user you'],
    [
      'a server that is no address',
      good.replace('https://127.0.0.1:1', 'ftp://x'),
      'no address that begins with https',
    ],
    [
      'a certificate that is not there',
      good.replace("token: 'x'", 'client-certificate: gone.pem'),
      'cannot be used',
    ],
    [
      'a provider of credentials of the past',
      good.replace("token: 'x'", 'auth-provider: { name: gcp }'),
      'auth-provider gcp',
    ],
  ])('with %s', async (_, text, message) => {
    const [code, said] = await failure(clusterOf(text));
    expect([code, said]).toEqual(['kubeconfig-invalid', expect.stringContaining(message)]);
    expect(said).not.toContain('secret-token');
  });

  it.each([
    ['certificates that are none', "client-certificate-data: '!!!', client-key-data: '???'"],
    ['a token that no header can hold', 'token: "secret-token\\nx"'],
  ])('with %s is told of when the first question is asked', async (_, credentials) => {
    const cluster = await clusterOf(good.replace("token: 'x'", credentials));
    const [code, said] = await failure(cluster.version());
    expect([code, said]).toEqual(['kubeconfig-invalid', expect.stringContaining('cannot be used')]);
    expect(said).not.toContain('secret-token');
  });

  it('that is missing is named', async () => {
    const environment = { HOME: folder };
    expect(await failure(kubernetesCluster({ environment }))).toEqual([
      'kubeconfig-invalid',
      expect.stringContaining('There is no kubeconfig: name one'),
    ]);
    expect(await failure(kubernetesCluster({ file: 'gone', environment }))).toEqual([
      'kubeconfig-invalid',
      'There is no kubeconfig gone.',
    ]);
    expect(await failure(kubernetesCluster({ environment: { KUBECONFIG: 'gone' } }))).toEqual([
      'kubeconfig-invalid',
      'KUBECONFIG names gone, which is not there.',
    ]);
  });

  it('may be several files: the first that names something wins', async () => {
    const { server, kubeconfig } = await serve(clusterState());
    const second = write(good.replaceAll('test', 'other'));
    const environment = { KUBECONFIG: `${write(kubeconfig)}:${second}` };
    const cluster = await kubernetesCluster({ environment });
    expect(cluster.name).toBe(`test (${server})`);
    expect((await cluster.version()).minor).toBe('1.35');
    const other = await kubernetesCluster({ environment, context: 'other' });
    expect(other.name).toBe(`other (${server})`);
  });

  describe('with a credential plugin', () => {
    const plugin = (script: string): string =>
      write(
        kubeconfigText('SERVER', 'x').replace(
          "token: 'x'",
          `exec: { apiVersion: client.authentication.k8s.io/v1, command: sh, args: [-c, '${script}'], env: [{ name: EXTRA, value: own }] }`,
        ),
      );
    const at = (file: string, server: string): string =>
      write(readFileSync(file, 'utf8').replace('SERVER', server));

    it('uses what it prints, and gives it its environment', async () => {
      const { server } = await serve(clusterState(), { token: 'own-right' });
      const script = `echo "{\\"status\\":{\\"token\\":\\"$EXTRA-right\\"}}"`;
      const file = at(plugin(script), server);
      const cluster = await kubernetesCluster({ file, environment: process.env });
      expect((await cluster.version()).minor).toBe('1.35');
    });

    it.each([
      ['that fails', 'echo not signed in >&2; exit 3', 'sh ended with 3: not signed in'],
      ['that prints nothing useful', 'echo hello', 'sh printed no JSON'],
      ['that has no credentials', 'echo "{\\"status\\":{}}"', 'neither a token nor a certificate'],
      ['that waits for ever', 'sleep 30', 'did not answer within 0.3 seconds'],
    ])('%s', async (_, script, message) => {
      const file = at(plugin(script), 'https://127.0.0.1:1');
      const start = performance.now();
      const found = await failure(
        kubernetesCluster({ file, environment: process.env, timeoutMilliseconds: 300 }),
      );
      expect(found).toEqual(['cluster-credentials', expect.stringContaining(message)]);
      expect(performance.now() - start).toBeLessThan(5_000);
    });

    it('that is not installed', async () => {
      const text = kubeconfigText('https://127.0.0.1:1', 'x').replace(
        "token: 'x'",
        'exec: { command: no-such-program }',
      );
      expect(await failure(clusterOf(text))).toEqual([
        'cluster-credentials',
        expect.stringContaining('no-such-program cannot be started'),
      ]);
    });
  });
});
