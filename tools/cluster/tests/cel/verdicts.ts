import {
  celTypeOf,
  checkDefinitionRules,
  compileRule,
  readDefinitions,
  RULE_COST_LIMIT,
  type Schema,
  type UpstreamSource,
  type Value,
} from '@fairway/kubernetes';
import type { Client, KubernetesObject } from '../../client.ts';
import { installDefinitions } from '../../definitions.ts';

/** What becomes of a rule: for one value, or before any. */
export type Verdict = 'holds' | 'broken' | 'fails' | 'does not compile' | 'costs too much';

/** A rule at a schema, and the values it is tried on. */
export interface RuleCase {
  readonly name: string;
  readonly schema: Readonly<Record<string, unknown>>;
  readonly rule: string;
  readonly values: readonly unknown[];
}

const GROUP = 'cel.fairway.test';

/** A definition whose objects have these properties below `spec`. */
function definitionWith(plural: string, properties: Readonly<Record<string, unknown>>): KubernetesObject {
  const kind = kindOf(plural);
  const spec = { type: 'object', properties };
  return {
    apiVersion: 'apiextensions.k8s.io/v1',
    kind: 'CustomResourceDefinition',
    metadata: { name: `${plural}.${GROUP}` },
    spec: {
      group: GROUP,
      scope: 'Cluster',
      names: { kind, plural, singular: plural, listKind: `${kind}List` },
      versions: [
        {
          name: 'v1',
          served: true,
          storage: true,
          schema: { openAPIV3Schema: { type: 'object', properties: { spec } } },
        },
      ],
    },
  };
}

const kindOf = (plural: string): string => plural.charAt(0).toUpperCase() + plural.slice(1);

/** A definition with each case as a property of its own, so that one request judges all of them. */
function definitionOf(plural: string, cases: readonly RuleCase[]): KubernetesObject {
  const properties = cases.map(({ name, schema, rule }) => [
    name,
    { ...schema, 'x-kubernetes-validations': [{ rule, message: `case ${name}` }] },
  ]);
  return definitionWith(plural, Object.fromEntries(properties));
}

/** Whether a server and we take a definition with this schema; the server says why not. */
export async function definitionVerdicts(
  client: Client,
  schema: Readonly<Record<string, unknown>>,
  minor: string,
): Promise<{ readonly server: boolean; readonly own: boolean; readonly message: string }> {
  const definition = definitionWith('nested', { value: schema });
  const reply = await client.create(definition, { dryRun: true });
  const { source, problems } = readDefinitions([definition], { name: 'nested' });
  if (problems.length > 0) throw new Error(JSON.stringify(problems));
  const found = checkDefinitionRules(rootOf(source), (ref) => definitionIn(source, ref), { minor });
  const message = reply.ok ? found.map((problem) => problem.message).join('; ') : reply.message;
  return { server: reply.ok, own: found.length === 0, message };
}

function definitionIn(source: UpstreamSource, name: string): Schema {
  return JSON.parse(source.definitions[name] ?? '{}') as Schema;
}

function rootOf(source: UpstreamSource): Schema {
  return definitionIn(source, source.kinds[0]?.definition ?? '');
}

const REFUSAL =
  /properties\[(c\d+)\]\.x-kubernetes-validations\[0\]\.rule: (Invalid value|Forbidden: estimated rule cost)/g;

/** The verdicts of an API server: for each case one per value, or a single one if the rule does not compile. */
export async function serverVerdicts(
  client: Client,
  plural: string,
  cases: readonly RuleCase[],
): Promise<ReadonlyMap<string, readonly Verdict[]>> {
  const verdicts = new Map<string, Verdict[]>();
  const tried = await client.create(definitionOf(plural, cases), { dryRun: true });
  const refused = tried.ok ? '' : tried.message;
  for (const [, name = '', why] of refused.matchAll(REFUSAL)) {
    if (why?.startsWith('Invalid')) verdicts.set(name, ['does not compile']);
    else if (!verdicts.has(name)) verdicts.set(name, ['costs too much']);
  }
  if (!tried.ok && verdicts.size === 0) throw new Error(refused);
  const sound = cases.filter(({ name }) => !verdicts.has(name));
  await installDefinitions(client, [definitionOf(plural, sound)]);
  const rounds = Math.max(0, ...sound.map(({ values }) => values.length));
  for (let round = 0; round < rounds; round++) {
    const taking = sound.filter(({ values }) => round < values.length);
    const spec = Object.fromEntries(taking.map(({ name, values }) => [name, values[round]]));
    const kind = kindOf(plural);
    const object = { apiVersion: `${GROUP}/v1`, kind, metadata: { name: 'sample' }, spec };
    const reply = await client.create(object, { dryRun: true });
    const message = reply.ok ? '' : reply.message;
    for (const { name } of taking) {
      const known = verdicts.get(name) ?? [];
      verdicts.set(name, known);
      known.push(verdictIn(message, name));
    }
    if (!reply.ok && !/case c\d/.test(message)) throw new Error(message);
  }
  return verdicts;
}

function verdictIn(message: string, name: string): Verdict {
  if (new RegExp(`rule: case ${name}\\b`).test(message)) return 'fails';
  return new RegExp(`case ${name}\\b`).test(message) ? 'broken' : 'holds';
}

/** Our own verdicts of the same cases. */
export function ownVerdicts(
  plural: string,
  cases: readonly RuleCase[],
  minor: string,
): ReadonlyMap<string, readonly Verdict[]> {
  const { source, problems } = readDefinitions([definitionOf(plural, cases)], { name: 'cases' });
  if (problems.length > 0) throw new Error(JSON.stringify(problems));
  const resolve = (ref: string): Schema => definitionIn(source, ref);
  const properties = rootOf(source).properties?.['spec']?.properties ?? {};
  const verdicts = new Map<string, readonly Verdict[]>();
  for (const { name, values } of cases) {
    const schema = properties[name];
    const rule = schema?.rules?.[0];
    const type = schema === undefined ? undefined : celTypeOf(schema, resolve);
    const compiled = type === undefined || rule === undefined ? undefined : compileRule(rule, type, { minor });
    if (compiled?.ok !== true) {
      verdicts.set(name, ['does not compile']);
      continue;
    }
    if (compiled.rule.cost.maximum > RULE_COST_LIMIT) {
      verdicts.set(name, ['costs too much']);
      continue;
    }
    verdicts.set(
      name,
      values.map((value) => {
        const failure = compiled.rule.check(value as Value);
        return failure === undefined ? 'holds' : failure.failed ? 'fails' : 'broken';
      }),
    );
  }
  return verdicts;
}
