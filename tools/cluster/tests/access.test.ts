import { acmeFolder, loadOrganization } from '@fairway/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startCluster, type Cluster } from '../cluster.ts';
import { recordSection } from '../report/section.ts';
import { declaredRights, groupsOf, rightOf, rightsOf, rolesOf, sorted, type Right } from './access/declared.ts';
import { compileAcme, type NamespaceRecord } from './acme/record.ts';
import { accepted } from './simulated-objects.ts';

const acme = await loadOrganization(acmeFolder);
const { definition } = acme;
const nodes = new Map(definition.environments.map(({ name }) => [name, acme.compile(name).graph.nodes]));
const record = await compileAcme();
const groups = groupsOf(definition);

let cluster: Cluster;

beforeAll(async () => {
  cluster = await startCluster();
});

afterAll(() => cluster?.stop());

describe.each([...record])('the rights of people on %s', (clusterName, records) => {
  beforeAll(async () => {
    await cluster.reset();
    for (const { objects } of records) {
      for (const object of objects) {
        if (/^(?:Namespace|Role|RoleBinding)$/.test(object.kind)) await accepted(cluster.client.apply(object));
      }
    }
  });

  it('are those that environment classes and teams declare, for every group in every namespace', async () => {
    const differences = records.flatMap((one) => {
      const declared = declaredRights(acme, nodes.get(one.environment) ?? [], one, clusterName);
      return groups.map(async (group) => {
        const listed = await listedRights(one.name, group);
        const wanted = declared.get(group) ?? [];
        return sameRights(listed, wanted) ? [] : [{ namespace: one.name, group, wanted, listed }];
      });
    });
    expect((await Promise.all(differences)).flat()).toEqual([]);
  });

  const firsts = definition.environments.flatMap(
    ({ name }) => records.find(({ environment }) => environment === name) ?? [],
  );

  it.each(firsts.map((one) => [one.name, one] as const))(
    'are so when asked one by one, in %s',
    async (_, found) => {
      const declared = declaredRights(acme, nodes.get(found.environment) ?? [], found, clusterName);
      const wrong: string[] = [];
      for (const [group, wanted] of declared) {
        const answers = await Promise.all(questions.map((question) => isAllowed(found, group, question)));
        for (const [index, [verb, api, resource]] of questions.entries()) {
          const right = rightOf(verb, api, resource);
          if (answers[index] !== wanted.includes(right)) wrong.push(`${group} ${right}: ${answers[index]}`);
        }
      }
      expect(declared.size).toBeGreaterThanOrEqual(2);
      expect(wrong).toEqual([]);
    },
  );
});

it.each(definition.environments.map(({ name }) => name))(
  'nobody reads secrets in %s, and nobody enters pods of production',
  (name) => {
    const all = Object.values(rolesOf(definition, name)).flatMap((rules) => rightsOf(rules));
    const stage = definition.get('EnvironmentClass', definition.get('Environment', name)?.spec.class ?? '')
      ?.spec.stage;
    expect(all.filter((right) => right.endsWith(' secrets'))).toEqual([]);
    expect(all.some((right) => right === 'create pods/exec')).toBe(stage !== 'prod');
  },
);

it('is a section of the page of proofs', () => {
  expect([...record.values()].flat().length).toBeGreaterThan(definition.environments.length);
  recordSection({
    order: 34,
    title: 'Who may do what: the roles of acme',
    text: [
      `Every namespace of acme with its roles and bindings, on a real API server, asked for each of the groups that acme names. The rights that it lists are those that the environment class and the teams declare, no more and no fewer. In one namespace of each environment and cluster, ${questions.length} questions of the kind of \`kubectl auth can-i\` were asked one by one for each group, among them those for rights that nobody has.`,
      'Nobody reads a Secret in any environment, and nobody opens a shell in a pod of production.',
    ],
    table: {
      head: ['Cluster', 'Namespaces', 'Groups'],
      rows: [...record].map(([name, records]) => [name, String(records.length), String(groups.length)]),
    },
  });
});

type Question = readonly [verb: string, group: string, resource: string];

const resources: Readonly<Record<string, string>> = {
  '':
    'pods pods/log pods/exec pods/portforward pods/attach pods/ephemeralcontainers pods/eviction services ' +
    'services/proxy endpoints configmaps secrets events serviceaccounts serviceaccounts/token ' +
    'persistentvolumeclaims resourcequotas limitranges namespaces nodes',
  apps: 'deployments deployments/scale replicasets statefulsets daemonsets',
  batch: 'jobs cronjobs',
  autoscaling: 'horizontalpodautoscalers',
  policy: 'poddisruptionbudgets',
  'networking.k8s.io': 'networkpolicies ingresses',
  'discovery.k8s.io': 'endpointslices',
  'gateway.networking.k8s.io': 'httproutes grpcroutes gateways',
  'argoproj.io': 'rollouts rollouts/status analysisruns applications',
  'keda.sh': 'scaledobjects triggerauthentications',
  'external-secrets.io': 'externalsecrets secretstores',
  'monitoring.coreos.com': 'servicemonitors podmonitors',
  'rbac.authorization.k8s.io': 'roles rolebindings',
};
const verbs = [
  'get',
  'list',
  'watch',
  'create',
  'update',
  'patch',
  'delete',
  'deletecollection',
  'escalate',
  'bind',
];
const questions: readonly Question[] = Object.entries(resources).flatMap(([group, names]) =>
  names.split(' ').flatMap((resource) => verbs.map((verb): Question => [verb, group, resource])),
);

/** What `kubectl auth can-i` asks. */
async function isAllowed({ name }: NamespaceRecord, group: string, question: Question): Promise<boolean> {
  const [verb, api, path] = question;
  const [resource, subresource] = path.split('/');
  const attributes = { namespace: name, verb, group: api, resource, ...(subresource && { subresource }) };
  const { status } = await accepted(
    cluster.client.request<{ readonly status: { readonly allowed: boolean } }>(
      'POST',
      '/apis/authorization.k8s.io/v1/subjectaccessreviews',
      {
        apiVersion: 'authorization.k8s.io/v1',
        kind: 'SubjectAccessReview',
        spec: { user: 'somebody', groups: [group, 'system:authenticated'], resourceAttributes: attributes },
      },
    ),
  );
  return status.allowed;
}

interface Listed {
  readonly status: {
    readonly incomplete: boolean;
    readonly resourceRules: readonly Parameters<typeof rightsOf>[0][number][];
  };
}

/** What `kubectl auth can-i --list` shows to a member of the group, without what everybody may ask about themselves. */
async function listedRights(namespace: string, group: string): Promise<readonly Right[]> {
  const review = { apiVersion: 'authorization.k8s.io/v1', kind: 'SelfSubjectRulesReview', spec: { namespace } };
  const { status } = await accepted(
    cluster.client
      .as('somebody', [group, 'system:authenticated'])
      .request<Listed>('POST', '/apis/authorization.k8s.io/v1/selfsubjectrulesreviews', review),
  );
  expect(status.incomplete).toBe(false);
  return rightsOf(status.resourceRules).filter(
    (right) => !/ (?:authorization|authentication)\.k8s\.io\//.test(right),
  );
}

function sameRights(a: readonly Right[], b: readonly Right[]): boolean {
  return JSON.stringify(sorted(a)) === JSON.stringify(sorted(b));
}
