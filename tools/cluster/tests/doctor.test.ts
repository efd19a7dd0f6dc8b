import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { kubernetesCluster } from '@fairway/adapters';
import { builtinSources, definitionsOf } from '@fairway/kubernetes';
import { acmeFolder, liveClusterCases, type ClusterState } from '@fairway/testing';
import { isObject, type LiveCluster } from '@fairway/model';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { KubernetesObject } from '../client.ts';
import { startCluster, type Cluster } from '../cluster.ts';
import { installDefinitions } from '../definitions.ts';
import { recordSection } from '../report/section.ts';
import { makePlace, type Place } from './command-line/place.ts';

let cluster: Cluster;
let place: Place;

/** What azure-amsterdam of acme needs. */
const products = [
  'argo-rollouts',
  'cert-manager',
  'envoy-gateway',
  'external-secrets',
  'gateway-api',
  'istio',
  'keda',
  'prometheus-operator',
];

function definitionsOfProduct(name: string): readonly KubernetesObject[] {
  const source = builtinSources.find((one) => one.name === name);
  if (source === undefined) throw new Error(`there is no source ${name}`);
  return definitionsOf(source) as unknown as readonly KubernetesObject[];
}

beforeAll(async () => {
  cluster = await startCluster({ kubernetes: '1.35' });
  place = makePlace();
  for (const name of products) await installDefinitions(cluster.client, definitionsOfProduct(name), 120);
  await cluster.keep();
}, 240_000);

afterAll(async () => {
  place?.remove();
  await cluster?.stop();
});

interface Finding {
  readonly check: string;
  readonly status: string;
  readonly message: string;
}

interface Doctor {
  readonly code: number;
  readonly findings: readonly Finding[];
  /** Those of a check: `STATUS MESSAGE`. */
  readonly of: (...checks: readonly string[]) => readonly string[];
}

async function doctor(name: string, kubeconfig = cluster.kubeconfig): Promise<Doctor> {
  const words = ['doctor', '--org', acmeFolder, '--cluster', name, '--kubeconfig', kubeconfig];
  const { code, stderr, stdout } = await place.program(...words, '--format', 'json');
  if (stdout === '') throw new Error(stderr);
  const { findings } = JSON.parse(stdout) as { findings: readonly Finding[] };
  const of: Doctor['of'] = (...checks) =>
    findings.filter(({ check }) => checks.includes(check)).map(({ message, status }) => `${status} ${message}`);
  return { code, findings, of };
}

/** The kubeconfig of the administrator, changed. */
function kubeconfig(name: string, change: (text: string) => string): string {
  const file = join(place.directory, name);
  writeFileSync(file, change(readFileSync(cluster.kubeconfig, 'utf8')));
  return file;
}

/** As somebody who may do nothing but what everybody may. */
function nobody(): string {
  return kubeconfig('nobody', (text) => text.replace('"user":{', '"user":{"as":"nobody",'));
}

async function applied(...objects: readonly KubernetesObject[]): Promise<void> {
  for (const object of objects) {
    const reply = await cluster.client.apply(object, { force: true });
    if (!reply.ok) throw new Error(`${object.kind} ${object.metadata.name}: ${reply.message}`);
  }
}

const definition = { apiVersion: 'apiextensions.k8s.io/v1', kind: 'CustomResourceDefinition' };

async function removeDefinition(name: string): Promise<void> {
  await cluster.client.delete({ ...definition, name });
  const gone = await cluster.client.waitFor({ ...definition, name }, (one) => one === undefined);
  if (!gone) throw new Error(`${name} stays`);
}

function deploymentOf({ image, name, namespace, version }: ClusterState['programs'][number]): KubernetesObject {
  const labels = {
    'app.kubernetes.io/name': name,
    ...(version === undefined ? {} : { 'app.kubernetes.io/version': version }),
  };
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name, namespace, labels },
    spec: {
      replicas: 0,
      selector: { matchLabels: labels },
      template: { metadata: { labels }, spec: { containers: [{ name: 'main', image }] } },
    },
  };
}

/** The real cluster in at least this state, with all rights or none. */
async function made(state: ClusterState): Promise<LiveCluster> {
  const definitions = state.definitions.map(
    ({ status: _status, ...one }) => one as unknown as KubernetesObject,
  );
  await installDefinitions(cluster.client, definitions);
  await applied(...state.programs.map(deploymentOf));
  const file = state.denied.length === 0 ? cluster.kubeconfig : nobody();
  return kubernetesCluster({ file, environment: process.env });
}

describe('LiveCluster on a real API server', () => {
  it.each(liveClusterCases.map(({ name, run }) => [name, run] as const))('%s', async (_name, run) => {
    await expect(run(made)).resolves.toBeUndefined();
    await cluster.reset();
  });
});

describe('fairway doctor --cluster', () => {
  it('says what fits: every object of acme for a cluster with the products that it declares', async () => {
    const found = await doctor('aws-frankfurt');
    expect(found.of('cluster', 'version', 'rights', 'lease')).toEqual([
      expect.stringMatching(/^ok .* answers$/),
      'ok Kubernetes v1.35.4, as aws-frankfurt says',
      'ok the credentials may read what is looked at',
      'ok 1 API server with an identity Lease',
    ]);
    expect(found.of('fields')).toEqual([
      expect.stringMatching(/^ok \d+ objects of \d+ kinds fit what the cluster serves$/),
    ]);
  });

  it('says that the cluster is newer than its definition', async () => {
    expect((await doctor('azure-amsterdam')).of('version')).toEqual([
      expect.stringMatching(
        /^warning the cluster runs v1\.35\.4, and its definition azure-amsterdam says 1\.34/,
      ),
    ]);
  });

  it('says what is not installed, and what of the objects is not served then', async () => {
    const name = 'scaledobjects.keda.sh';
    await cluster.client.delete({
      apiVersion: 'apiextensions.k8s.io/v1',
      kind: 'CustomResourceDefinition',
      name,
    });
    const found = await doctor('aws-frankfurt');
    await cluster.reset();
    expect(found.code).toBe(1);
    expect(found.of('capability')).toContain(
      'failure keda is half installed: scaledobjects.keda.sh is not installed',
    );
    expect(found.of('kinds')).toContainEqual(
      expect.stringMatching(/^failure ScaledObject in keda\.sh\/v1alpha1 is not served \(\d+ objects?\)$/),
    );
  });

  it('says that a definition is there and not in force', async () => {
    await removeDefinition('scaledobjects.keda.sh');
    const [original] = definitionsOfProduct('keda').filter(
      ({ metadata }) => metadata.name === 'scaledobjects.keda.sh',
    );
    const { spec } = original as unknown as { spec: { names: object } };
    const names = {
      kind: 'Squatter',
      plural: 'squatters',
      singular: 'scaledobject',
      listKind: 'ScaledObjectList',
    };
    const squatter = { ...definition, metadata: { name: 'squatters.keda.sh' }, spec: { ...spec, names } };
    await installDefinitions(cluster.client, [squatter as unknown as KubernetesObject]);
    await applied(original as KubernetesObject);
    await cluster.client.waitFor<{ status?: { conditions?: { type: string; status: string }[] } }>(
      { ...definition, name: 'scaledobjects.keda.sh' },
      (one) =>
        one?.status?.conditions?.some(({ type, status }) => type === 'NamesAccepted' && status === 'False') ===
        true,
    );
    const found = await doctor('aws-frankfurt');
    await cluster.reset();
    expect(found.of('capability')).toContainEqual(
      expect.stringMatching(
        /^failure keda is half installed: scaledobjects\.keda\.sh is there, but its names are refused \(/,
      ),
    );
    expect(found.of('kinds')).toContainEqual(
      expect.stringMatching(
        /^failure ScaledObject in keda\.sh\/v1alpha1 is not served: scaledobjects\.keda\.sh is there, but its names are refused/,
      ),
    );
  });

  it('says which fields an older definition would drop, and the server drops them', async () => {
    const older = definitionsOfProduct('external-secrets').map(
      (one) =>
        JSON.parse(
          JSON.stringify(one).replaceAll(/(?<=["]|\.spec\.)refreshInterval(?=")/g, 'refreshEvery'),
        ) as KubernetesObject,
    );
    await installDefinitions(cluster.client, older);
    const found = await doctor('aws-frankfurt');
    const object: KubernetesObject = {
      apiVersion: 'external-secrets.io/v1',
      kind: 'ExternalSecret',
      metadata: { name: 'a', namespace: 'default' },
      spec: { refreshInterval: '1h', secretStoreRef: { name: 'a', kind: 'SecretStore' }, dataFrom: [] },
    };
    const strict = await cluster.client.apply(object, { dryRun: true });
    const loose = await cluster.client.create<KubernetesObject & { spec: unknown }>(object, {
      dryRun: true,
      strict: false,
    });
    await cluster.reset();
    expect(found.code).toBe(1);
    expect(found.of('fields').filter((one) => !one.startsWith('ok '))).toEqual([
      expect.stringMatching(
        /^failure ExternalSecret in external-secrets\.io\/v1: the cluster's definition has no spec\.refreshInterval: it would be dropped \(\d+ objects, such as /,
      ),
    ]);
    expect(strict).toMatchObject({ ok: false, message: expect.stringContaining('refreshInterval') as string });
    expect(loose.ok && isObject(loose.body.spec) && Object.keys(loose.body.spec)).not.toContain(
      'refreshInterval',
    );
  });

  it('knows nothing where the credentials may see nothing', async () => {
    const found = await doctor('aws-frankfurt', nobody());
    expect(found.of('rights')).toEqual([
      'unknown the credentials may not get customresourcedefinitions.apiextensions.k8s.io, list deployments.apps, list leases.coordination.k8s.io in kube-system, so what needs it stays unknown',
    ]);
    expect(found.of('capability', 'lease').every((one) => one.startsWith('unknown '))).toBe(true);
    expect(found.of('fields').filter((one) => one.startsWith('unknown ')).length).toBeGreaterThan(0);
  });

  it('says in one sentence why it cannot ask', async () => {
    const authority = /"certificate-authority-data":"[^"]*"/;
    const cases: readonly (readonly [file: string, message: RegExp])[] = [
      [
        kubeconfig('authority', (text) => text.replace(authority, '"insecure-skip-tls-verify":false')),
        /^failure .* cannot be trusted: its certificate/,
      ],
      [
        kubeconfig('token', (text) => text.replace(/"client-certificate-data":.*?"\}/, '"token":"expired"}')),
        /^failure .* refuses the credentials, because they are wrong or have expired$/,
      ],
      [
        kubeconfig('plain', (text) => text.replace('https://', 'http://')),
        /^failure .* does not answer as a Kubernetes API server does/,
      ],
      [
        kubeconfig('port', (text) => text.replace(/(https:\/\/[^:]+):\d+/, '$1:1')),
        /^failure .* cannot be reached: nothing listens there$/,
      ],
    ];
    for (const [file, message] of cases) {
      const found = await doctor('aws-frankfurt', file);
      expect([
        found.code,
        found.of('cluster', 'version', 'rights', 'capability', 'kinds', 'fields', 'lease'),
      ]).toEqual([1, [expect.stringMatching(message)]]);
    }
  });

  it('changes nothing', async () => {
    const everything = async (): Promise<readonly string[]> => {
      const found: string[] = [];
      for (const [apiVersion, kind] of [
        ['v1', 'Namespace'],
        ['apps/v1', 'Deployment'],
        ['apiextensions.k8s.io/v1', 'CustomResourceDefinition'],
      ] as const) {
        const reply = await cluster.client.list<KubernetesObject>(apiVersion, kind);
        if (reply.ok)
          found.push(
            ...reply.body.items.map(({ metadata }) => `${kind} ${metadata.name} ${metadata.resourceVersion}`),
          );
      }
      return found;
    };
    const before = await everything();
    await doctor('aws-frankfurt');
    expect(await everything()).toEqual(before);
    expect(before.length).toBeGreaterThan(20);
  });

  it('is a section of the page of proofs', () => {
    expect(liveClusterCases.length).toBeGreaterThan(5);
    recordSection({
      order: 41,
      title: 'A live cluster: `fairway doctor --cluster`',
      text: [
        'Against a real API server it finds: every object of acme that fits; a version other than declared; a definition that is missing, whose names are refused, or that is older and would drop a field (the server drops it); credentials without rights; a certificate that is not trusted, expired credentials, plain HTTP, a closed port. It changes nothing.',
      ],
    });
  });
});

describe('a cluster that is older than declared', () => {
  it('fails', async () => {
    const old = await startCluster({ kubernetes: '1.33' });
    try {
      const found = await doctor('aws-frankfurt', old.kubeconfig);
      expect(found.code).toBe(1);
      expect(found.of('version')).toEqual([
        expect.stringMatching(
          /^failure the cluster runs v1\.33\.\d+, and its definition aws-frankfurt says 1\.35/,
        ),
      ]);
      expect(found.of('lease')).toEqual(['ok 1 API server with an identity Lease']);
    } finally {
      await old.stop();
    }
  });
});
