import {
  compareText,
  isObject,
  type ClusterVersion,
  type InstalledProgram,
  type JsonObject,
  type LiveCluster,
  type Observed,
  type Right,
} from '@fairway/model';
import { connect } from './connection.ts';
import { nameOf, objects, servedKinds, text } from './discovery.ts';
import { notKubernetes } from './failure.ts';
import type { KubeconfigPlace } from './kubeconfig.ts';
import { asker, type Ask } from './request.ts';

export interface KubernetesClusterOptions extends KubeconfigPlace {
  /** For everything that is asked, together, from the first question on. Default 10,000. */
  readonly timeoutMilliseconds?: number;
}

const LEASES = '/apis/coordination.k8s.io/v1/namespaces/kube-system/leases';
const IDENTITY = 'apiserver.kubernetes.io/identity=kube-apiserver';
/** Objects of one page of a list. */
const PAGE = 500;
/** Programs that people install are few; more pages would be somebody else's Deployments. */
const MOST_PAGES = 10;

/**
 * A cluster that a kubeconfig names.
 * @throws {OutsideSystemError} `kubeconfig-invalid`, or `cluster-credentials` where a credential plugin gives none.
 */
export async function kubernetesCluster(options: KubernetesClusterOptions): Promise<LiveCluster> {
  const { timeoutMilliseconds = 10_000 } = options;
  const connection = await connect(options, timeoutMilliseconds);
  const ask = asker(connection, timeoutMilliseconds);
  return {
    name: connection.name,
    version: () => versionOf(ask, connection.server),
    servedKinds: () => servedKinds(ask),
    customResourceDefinition: (name) => definitionOf(ask, name),
    apiServerIdentities: () => identities(ask),
    programs: (names) => programs(ask, names),
    may: (right) => mayI(ask, right),
  };
}

async function versionOf(ask: Ask, server: string): Promise<ClusterVersion> {
  const reply = await ask({ path: '/version' });
  if (reply.status !== 'found') throw notKubernetes(server, 'it has no /version');
  const { gitVersion, major, minor } = reply.body;
  if (typeof gitVersion !== 'string' || typeof major !== 'string' || typeof minor !== 'string')
    throw notKubernetes(server, 'its /version is that of something else');
  // Some clouds write `29+`.
  return { full: gitVersion, minor: `${major}.${minor.replace(/\D.*$/, '')}` };
}

async function definitionOf(ask: Ask, name: string): Promise<Observed<JsonObject | null>> {
  const path = `/apis/apiextensions.k8s.io/v1/customresourcedefinitions/${encodeURIComponent(name)}`;
  const reply = await ask({ path });
  if (reply.status === 'missing') return { known: true, value: null };
  // What came through JSON.parse is JSON.
  if (reply.status === 'found') return { known: true, value: reply.body as JsonObject };
  return { known: false, missingRight: 'get customresourcedefinitions.apiextensions.k8s.io' };
}

async function identities(ask: Ask): Promise<Observed<readonly string[]>> {
  const reply = await ask({ path: `${LEASES}?labelSelector=${encodeURIComponent(IDENTITY)}&limit=${PAGE}` });
  if (reply.status === 'missing') return { known: true, value: [] };
  if (reply.status === 'forbidden')
    return { known: false, missingRight: 'list leases.coordination.k8s.io in kube-system' };
  const names = objects(reply.body['items']).map((lease) => nameOf(lease['metadata']));
  return { known: true, value: names.sort(compareText) };
}

async function programs(ask: Ask, names: readonly string[]): Promise<Observed<readonly InstalledProgram[]>> {
  const found: InstalledProgram[] = [];
  if (names.length === 0) return { known: true, value: found };
  const selector = encodeURIComponent(`app.kubernetes.io/name in (${names.join(',')})`);
  let rest = '';
  for (let page = 0; page < MOST_PAGES; page += 1) {
    const reply = await ask({
      path: `/apis/apps/v1/deployments?labelSelector=${selector}&limit=${PAGE}${rest}`,
    });
    if (reply.status === 'forbidden') return { known: false, missingRight: 'list deployments.apps' };
    if (reply.status === 'missing') break;
    found.push(...objects(reply.body['items']).map(programOf));
    const { metadata } = reply.body;
    const next = isObject(metadata) ? text(metadata['continue']) : '';
    if (next === '') break;
    rest = `&continue=${encodeURIComponent(next)}`;
  }
  found.sort((a, b) => compareText(a.namespace, b.namespace) || compareText(a.name, b.name));
  return { known: true, value: found };
}

function programOf(deployment: { readonly [key: string]: unknown }): InstalledProgram {
  const metadata = isObject(deployment['metadata']) ? deployment['metadata'] : {};
  const labels = isObject(metadata['labels']) ? metadata['labels'] : {};
  const label = text(labels['app.kubernetes.io/version']);
  return {
    name: text(labels['app.kubernetes.io/name']),
    namespace: text(metadata['namespace']),
    version: (label === '' ? imageTagOf(deployment['spec']) : label).replace(/^v(?=\d)/, ''),
  };
}

/** `1.9.1` of `registry.example.com:5000/argo/rollouts:v1.9.1@sha256:…`. */
function imageTagOf(spec: unknown): string {
  const template = isObject(spec) ? spec['template'] : undefined;
  const pod = isObject(template) ? template['spec'] : undefined;
  const [container] = isObject(pod) ? objects(pod['containers']) : [];
  const [image = ''] = text(container?.['image']).split('@', 1);
  return /:([^/:]+)$/.exec(image)?.[1] ?? '';
}

async function mayI(ask: Ask, { verb, group, resource, namespace }: Right): Promise<Observed<boolean>> {
  const reply = await ask({
    path: '/apis/authorization.k8s.io/v1/selfsubjectaccessreviews',
    body: {
      apiVersion: 'authorization.k8s.io/v1',
      kind: 'SelfSubjectAccessReview',
      spec: {
        resourceAttributes: { verb, group, resource, ...(namespace === undefined ? {} : { namespace }) },
      },
    },
  });
  if (reply.status !== 'found')
    return { known: false, missingRight: 'create selfsubjectaccessreviews.authorization.k8s.io' };
  const { status } = reply.body;
  return { known: true, value: isObject(status) && status['allowed'] === true };
}
