import { builtinSources, definitionsOf } from '@fairway/kubernetes';
import type { JsonObject } from '@fairway/model';
import {
  clusterState,
  fakeApiServer,
  kubeconfigText,
  readingRights,
  type ClusterState,
  type FakeApiServer,
} from '@fairway/testing';
import { afterEach, describe, expect, it } from 'vitest';
import type { DoctorOutput, Finding } from '../outputs.ts';
import { minimal, webService, workspace, type Workspace } from '../testing.ts';

const cluster = (capabilities: string, version = '1.35'): string => `apiVersion: fairway.dev/v1alpha1
kind: Cluster
metadata: { name: one }
spec:
  cloud: none
  kubernetesVersion: '${version}'
  cni: cilium
  secretStore: { type: vault, key: path }
  capabilities: {${capabilities}}
  gateways:
    internal:
      name: ingress-nginx
      namespace: ingress-nginx
      className: nginx
      product: ingressNginx
      kind: inCluster
      listeners: [{ name: http, protocol: http }, { name: https, protocol: https, tls: true }]
`;

const environment = `apiVersion: fairway.dev/v1alpha1
kind: Environment
metadata: { name: dev }
spec: { class: dev, order: 10, clusters: [one] }
`;

const files = (capabilities = '', version?: string): Record<string, string> => ({
  ...minimal,
  'platform/cluster.yaml': cluster(capabilities, version),
  'platform/environment.yaml': environment,
  'services/shop.yaml': webService('shop', '  scaling: { minReplicas: 1, maxReplicas: 3 }\n'),
});

/** Definitions as a product publishes them, in force. */
function product(name: string, change: (text: string) => string = (text) => text): readonly JsonObject[] {
  const source = builtinSources.find((one) => one.name === name);
  if (source === undefined) throw new Error(`there is no source ${name}`);
  const conditions = ['NamesAccepted', 'Established'].map((type) => ({ type, status: 'True' }));
  return definitionsOf(source).map((definition) => {
    const changed = JSON.parse(change(JSON.stringify(definition))) as JsonObject;
    return { ...changed, status: { conditions } };
  });
}

let space: Workspace | undefined;
let server: FakeApiServer | undefined;
afterEach(async () => {
  space?.remove();
  await server?.stop();
  server = undefined;
});

interface Doctor {
  readonly code: number;
  readonly findings: readonly Finding[];
  /** Those of a check: `STATUS MESSAGE`. */
  readonly of: (check: string) => readonly string[];
  readonly stdout: string;
}

async function doctor(
  organization: Record<string, string>,
  kubeconfig: string,
  ...argv: readonly string[]
): Promise<Doctor> {
  space?.remove();
  space = workspace({ ...organization, 'kubeconfig.txt': kubeconfig });
  const words = ['doctor', '--cluster', '--kubeconfig', 'kubeconfig.txt', ...argv];
  const { code, stdout } = await space.fairway(...words, '--format', 'json');
  const { findings } = JSON.parse(stdout) as DoctorOutput;
  const of = (check: string): readonly string[] =>
    findings.filter((one) => one.check === check).map(({ message, status }) => `${status} ${message}`);
  return { code, findings, of, stdout };
}

async function doctorOf(
  state: Partial<ClusterState>,
  organization = files(),
  options: Parameters<typeof fakeApiServer>[1] = {},
): Promise<Doctor> {
  await server?.stop();
  server = await fakeApiServer(clusterState(state), options);
  return doctor(organization, server.kubeconfig);
}

describe('fairway doctor --cluster', () => {
  it('finds nothing where the cluster is what its definition says', async () => {
    const keda = product('keda');
    const programs = [{ name: 'keda-operator', namespace: 'keda', version: '2.20.2', image: 'x:2' }];
    const found = await doctorOf({ definitions: keda, programs }, files('keda: { version: 2.20.2 }'));
    expect(found.code).toBe(0);
    expect(
      ['cluster', 'version', 'rights', 'capability', 'kinds', 'fields', 'lease'].flatMap(found.of),
    ).toEqual([
      `ok test (${server?.server}) answers`,
      'ok Kubernetes v1.35.4, as one says',
      'ok the credentials may read what is looked at',
      'ok 1 of 1 capabilities are installed as declared',
      expect.stringMatching(/^ok \d+ objects of \d+ kinds fit what the cluster serves$/),
      'ok 1 API server with an identity Lease',
    ]);
  });

  it('changes nothing: it reads, and asks what it may', async () => {
    await doctorOf({ definitions: product('keda') }, files('keda: { version: 2.20.2 }'));
    const writes = server?.requests.filter((one) => !one.startsWith('GET '));
    expect(writes?.length).toBeGreaterThan(0);
    expect(new Set(writes)).toEqual(new Set(['POST /apis/authorization.k8s.io/v1/selfsubjectaccessreviews']));
  });

  it('tells people the same, a line each', async () => {
    await doctorOf({ identities: [] });
    const { stdout } = await (space as Workspace).fairway(
      'doctor',
      '--cluster',
      'one',
      '--kubeconfig',
      'kubeconfig.txt',
    );
    expect(stdout).toMatch(/^ok {7}version {7}Kubernetes v1\.35\.4, as one says$/m);
    expect(stdout).toMatch(/^warning {2}lease {9}no Lease in kube-system .*; ask whoever runs/m);
  });

  it('says that expiring exceptions need the identity Lease where there is none', async () => {
    const found = await doctorOf({ identities: [] });
    expect(found.of('lease')).toEqual([
      expect.stringMatching(/^warning .*exceptions .* expire need one as their clock/),
    ]);
  });
});

describe('the version', () => {
  it.each([
    ['v1.35.0-eks-1', '1.35', 'ok Kubernetes v1.35.0-eks-1, as one says', 0],
    ['v1.34.1', '1.35', 'failure the cluster runs v1.34.1, and its definition one says 1.35', 1],
    ['v1.36.1', '1.35', 'warning the cluster runs v1.36.1, and its definition one says 1.35', 0],
    ['v1.31.9', '1.35', 'failure v1.31.9 is older than Kubernetes 1.33', 1],
    ['v1.40.0', '1.40', 'warning v1.40.0 is newer than Kubernetes 1.36', 0],
  ])('%s where %s is declared', async (version, declared, expected, code) => {
    const found = await doctorOf({ version }, files('', declared));
    expect([found.of('version'), found.code]).toEqual([[expect.stringContaining(expected)], code]);
  });

  it('that Fairway does not know leaves objects uncompared, never fine', async () => {
    const found = await doctorOf({ version: 'v1.40.0' }, files('', '1.40'));
    expect(found.of('fields').length).toBeGreaterThan(0);
    expect(found.of('fields').every((one) => one.startsWith('unknown '))).toBe(true);
  });
});

describe('capabilities', () => {
  const keda = 'keda: { version: 2.20.2 }';

  it('that are declared and not installed', async () => {
    const found = await doctorOf({}, files(keda));
    expect(found.code).toBe(1);
    expect(found.of('capability')).toEqual([
      'failure keda 2.20.2 is declared, and scaledobjects.keda.sh, triggerauthentications.keda.sh are not installed',
    ]);
  });

  it('that are half installed', async () => {
    const [definitions] = [product('keda')];
    const isScaled = (one: JsonObject): boolean => JSON.stringify(one).includes('"scaledobjects.keda.sh"');
    const part = await doctorOf({ definitions: definitions.filter((one) => !isScaled(one)) }, files(keda));
    expect(part.of('capability')).toEqual([
      'failure keda is half installed: scaledobjects.keda.sh is not installed',
    ]);
    const conditions = [
      { type: 'NamesAccepted', status: 'False', message: '"ScaledObjectList" is already in use' },
      { type: 'Established', status: 'False' },
    ];
    const broken = definitions.map((one) => (isScaled(one) ? { ...one, status: { conditions } } : one));
    const refused = await doctorOf({ definitions: broken }, files(keda));
    expect(refused.code).toBe(1);
    expect(refused.of('capability')).toEqual([
      'failure keda is half installed: scaledobjects.keda.sh is there, but its names are refused ("ScaledObjectList" is already in use)',
    ]);
  });

  it('in another version, as their Deployment tells', async () => {
    const definitions = product('keda');
    const program = { name: 'keda-operator', namespace: 'keda', image: 'registry.example.com/keda:2.17.0' };
    const found = await doctorOf({ definitions, programs: [program] }, files(keda));
    expect([found.code, found.of('capability')]).toEqual([
      0,
      ['warning keda 2.20.2 is declared, and 2.17.0 is installed'],
    ]);
  });

  it('in another version, as their definitions tell', async () => {
    const marked = (version: string): readonly JsonObject[] =>
      product('gateway-api').map((one) => ({
        ...one,
        metadata: {
          ...(one['metadata'] as JsonObject),
          annotations: { 'gateway.networking.k8s.io/bundle-version': version },
        },
      }));
    const declared = files('gatewayAPI: { version: 1.6.1, channel: standard }');
    const old = await doctorOf({ definitions: marked('v1.2.0') }, declared);
    expect(old.of('capability')).toEqual(['warning gatewayAPI 1.6.1 is declared, and 1.2.0 is installed']);
    const same = await doctorOf({ definitions: marked('v1.6.1') }, declared);
    expect(same.of('capability')).toEqual(['ok 1 of 1 capabilities are installed as declared']);
  });

  it('without a trace stay unknown', async () => {
    const found = await doctorOf({}, files('nodeLocalDNS: { version: 1.0.0 }'));
    expect(found.of('capability')).toEqual(['unknown nodeLocalDNS leaves no trace that could be looked for']);
  });
});

describe('what is emitted', () => {
  const declared = files('argoRollouts: { version: 1.9.1, router: none }, externalSecrets: { version: 2.9.0 }');
  const secrets = {
    ...declared,
    'services/shop.yaml': `${declared['services/shop.yaml'] ?? ''}  secrets: [{ name: db, path: team-a/db, keys: [password] }]\n`,
  };
  const rollouts = product('argo-rollouts');

  it('and not served', async () => {
    const found = await doctorOf({ definitions: rollouts }, secrets);
    expect(found.code).toBe(1);
    expect(found.of('kinds')).toEqual([
      expect.stringMatching(
        /^failure ExternalSecret in external-secrets\.io\/v1 is not served \(\d+ objects?\)$/,
      ),
    ]);
  });

  it('and served in another version only', async () => {
    const old = product('external-secrets', (text) => text.replaceAll('"name":"v1"', '"name":"v1beta1"'));
    const found = await doctorOf({ definitions: [...rollouts, ...old] }, secrets);
    expect(found.of('kinds')).toEqual([
      expect.stringMatching(
        /^failure ExternalSecret is served in external-secrets\.io\/v1beta1 only, and Fairway writes external-secrets\.io\/v1 \(/,
      ),
    ]);
  });

  it('with fields that an older definition lacks', async () => {
    const old = product('external-secrets', (text) => text.replaceAll('refreshInterval', 'refreshEvery'));
    const found = await doctorOf({ definitions: [...rollouts, ...old] }, secrets);
    expect(found.code).toBe(1);
    expect(found.of('fields').filter((one) => !one.startsWith('ok'))).toEqual([
      expect.stringMatching(
        /^failure ExternalSecret in external-secrets\.io\/v1: the cluster's definition has no spec\.refreshInterval: it would be dropped \(/,
      ),
    ]);
  });

  it('that a definition would refuse', async () => {
    const strict = product('external-secrets', (text) =>
      text.replaceAll('"refreshInterval":{', '"refreshInterval":{"maxLength":1,'),
    );
    const found = await doctorOf({ definitions: [...rollouts, ...strict] }, secrets);
    expect(found.of('fields').filter((one) => !one.startsWith('ok'))).toEqual([
      expect.stringMatching(
        /^failure ExternalSecret in external-secrets\.io\/v1: spec\.refreshInterval: .*: it would be refused \(/,
      ),
    ]);
  });

  it('by a group whose own server is silent stays unknown', async () => {
    const state = clusterState();
    const kinds = state.kinds.filter(({ apiVersion }) => apiVersion !== 'networking.k8s.io/v1');
    const found = await doctorOf({ kinds, definitions: rollouts, silent: ['networking.k8s.io/v1'] }, declared);
    expect(found.of('kinds')).toEqual([]);
    expect(found.of('fields')).toContainEqual(
      expect.stringMatching(
        /^unknown .*NetworkPolicy.* the server of networking\.k8s\.io\/v1 does not answer$/,
      ),
    );
  });

  it('and cannot be compiled is told of', async () => {
    const broken = { ...declared, 'services/broken.yaml': webService('broken', '  replica: 1\n') };
    const found = await doctorOf({ definitions: rollouts }, broken);
    expect(found.code).toBe(1);
    expect(found.of('fields')).toContainEqual(
      expect.stringMatching(/^unknown .* cannot be compiled, so their objects/),
    );
  });
});

describe('credentials without rights', () => {
  const rights = Object.values(readingRights);

  it('make unknown what they may not see, and every missing right is named', async () => {
    const found = await doctorOf(
      { denied: rights },
      files('keda: { version: 2.20.2 }, externalDNS: { version: 0.22.0 }'),
    );
    expect(found.of('rights')).toEqual([
      `unknown the credentials may not ${rights.toSorted().join(', ')}, so what needs it stays unknown`,
    ]);
    expect(found.of('capability')).toEqual([
      `unknown keda: the credentials may not ${readingRights.definition}`,
      `unknown externalDNS: the credentials may not ${readingRights.programs}`,
    ]);
    expect(found.of('lease')).toEqual([
      expect.stringContaining(`the credentials may not ${readingRights.identities}`),
    ]);
    expect(found.of('lease')[0]).toMatch(/^unknown /);
    expect(found.code).toBe(0);
  });

  it('that cannot even ask what is served compare nothing', async () => {
    const found = await doctorOf({ denied: ['get /apis'] });
    expect(found.of('fields').length).toBeGreaterThan(0);
    expect(found.of('fields').every((one) => one.startsWith('unknown '))).toBe(true);
  });
});

describe('a cluster that cannot be asked is one clear finding', () => {
  const live = (found: Doctor): readonly string[] =>
    ['cluster', 'version', 'rights', 'capability', 'kinds', 'fields', 'lease'].flatMap(found.of);

  it.each([
    [
      'refuses connections',
      kubeconfigText('https://127.0.0.1:1', 'x'),
      /cannot be reached: nothing listens there$/,
    ],
    [
      'has no such host',
      kubeconfigText('https://no.invalid', 'x'),
      /cannot be reached: (there is no such host|its name)/,
    ],
    ['has no kubeconfig that can be read', 'a: [', /kubeconfig\.txt is no kubeconfig$/],
  ])('%s', async (_, kubeconfig, message) => {
    const found = await doctor(files(), kubeconfig);
    expect([found.code, live(found)]).toEqual([1, [expect.stringMatching(message)]]);
    expect(found.stdout).not.toContain(' at ');
  });

  it.each([
    ['is none of Kubernetes', 200, '<html>', /does not answer as a Kubernetes API server does/],
    ['has an error of its own', 500, '{}', /answered with an error of its own \(500\)/],
  ])('%s', async (_, status, text, message) => {
    const fault = (
      _path: string,
      response: { writeHead: (code: number) => { end: (text: string) => unknown } },
    ): boolean => {
      response.writeHead(status).end(text);
      return true;
    };
    const found = await doctorOf({}, files(), { fault });
    expect([found.code, live(found)]).toEqual([1, [expect.stringMatching(message)]]);
  });

  it('has other credentials now', async () => {
    const found = await doctorOf({}, files(), { token: 'new', given: 'the-old-token' });
    expect([found.code, live(found)]).toEqual([
      1,
      [expect.stringMatching(/^failure .* refuses the credentials, because they are wrong or have expired$/)],
    ]);
    expect(found.stdout).not.toContain('the-old-token');
  });

  it('is slow: the whole look is bounded', async () => {
    const start = performance.now();
    const found = await doctorOf({}, files(), { fault: () => true });
    expect(performance.now() - start).toBeLessThan(11_000);
    expect(live(found)).toEqual([expect.stringMatching(/^failure .* did not answer within 5 seconds$/)]);
  }, 15_000);

  it('fails in the middle: what was not seen is unknown', async () => {
    const fault = (
      path: string,
      response: { writeHead: (code: number) => { end: (text: string) => unknown } },
    ): boolean => {
      if (path === '/version') return false;
      response.writeHead(503).end('{}');
      return true;
    };
    const found = await doctorOf({}, files('keda: { version: 2.20.2 }'), { fault });
    expect(found.of('version')).toEqual(['ok Kubernetes v1.35.4, as one says']);
    for (const check of ['capability', 'fields', 'lease'])
      expect(found.of(check).every((one) => one.startsWith('unknown '))).toBe(true);
  });
});

describe('how it is called', () => {
  it('names the clusters where several could be meant, and a near one', async () => {
    space = workspace({ ...files(), 'platform/two.yaml': cluster('').replace('name: one', 'name: two') });
    const near = await space.fairway('doctor', '--cluster', 'on');
    expect([near.code, near.stderr]).toEqual([
      2,
      expect.stringContaining('there is no cluster on; did you mean one?'),
    ]);
    space.write({ 'platform/environment.yaml': environment.replace('[one]', '[one, two]') });
    const which = await space.fairway('doctor', '--cluster');
    expect([which.code, which.stderr]).toEqual([2, expect.stringContaining('--cluster one | two')]);
    const without = await space.fairway('doctor', '--context', 'x');
    expect([without.code, without.stderr]).toEqual([
      2,
      expect.stringContaining('--context goes with --cluster'),
    ]);
  });

  it('looks at the cluster alone where there is no organization', async () => {
    const found = await doctorOf({}, {});
    expect(found.of('organization')[0]).toMatch(/^failure /);
    expect(found.of('version')).toEqual(['ok Kubernetes v1.35.4']);
    expect(found.of('lease')).toEqual(['ok 1 API server with an identity Lease']);
  });
});
