import { compile, explainField, explainUnit, type Answer, type Decider } from '@fairway/compiler';
import { formatFieldPath, leafPaths } from '@fairway/kubernetes';
import { isObject, suggest, type Unit } from '@fairway/model';
import type { Call, Command } from '../command.ts';
import { WrongUse } from '../exit-code.ts';
import type { Organization } from '../organization/load.ts';
import { unknownEnvironment } from '../organization/unknown-environment.ts';
import type { AffectedField } from '../outputs.ts';
import { plural } from '../reporters/human.ts';
import { report } from '../reporters/index.ts';
import { loadForWhy, type Asked } from '../why/input.ts';

/** Says which fields of which objects a line of intent decides: `why` the other way round. */
export const command: Command = {
  description: 'Says which fields a value of a service decides, by trying other values.',
  arguments: [
    {
      name: '<service.field>',
      description: 'such as orders-api.runtime.size, or SizeProfile/medium.cpuRequest',
    },
  ],
  options: [{ flags: '--env <environment>', description: 'this environment only' }],
  examples: ['fairway affects orders-api.scaling.maxReplicas --env prod --org examples/acme'],
  run: async (call) => {
    const { service, field } = questionOf(call.arguments[0] ?? '');
    const asked = await loadForWhy(call);
    if (!('organization' in asked)) return report(call, asked);
    const { definition, textOf } = asked.organization;
    const wanted = call.text('env');
    const environments = definition.environments.filter(
      ({ name }) => wanted === undefined || definition.get('Environment', wanted)?.name === name,
    );
    if (environments.length === 0) throw new WrongUse(unknownEnvironment(wanted ?? '', definition));
    const known = new Set<string>();
    const affected: AffectedField[] = [];
    for (const { name } of environments) affected.push(...affectedIn(asked, name, service, field, known));
    if (service.includes('/')) refuseUnknownDocument(asked.organization, service);
    else if (!known.has(service)) {
      const nearest = suggest(service, [...known]);
      throw new WrongUse(
        `there is no service ${service}${nearest === undefined ? '' : `; did you mean ${nearest}?`}`,
      );
    }
    if (affected.length === 0) refuseUnknownField(asked.organization, service, field);
    return report(call, {
      diagnostics: [],
      result: { service, field, affected },
      summary: textOfAffected(affected, call),
      textOf,
    });
  },
};

function questionOf(text: string): { readonly service: string; readonly field: string } {
  const dot = text.indexOf('.');
  if (dot <= 0 || dot === text.length - 1)
    throw new WrongUse(`${text} is no SERVICE.FIELD, such as orders-api.runtime.size`);
  return { service: text.slice(0, dot), field: text.slice(dot + 1).replace(/^spec\./, '') };
}

/** @throws {WrongUse} where the definition has no document `Kind/name`. */
function refuseUnknownDocument({ definition }: Organization, wanted: string): void {
  const titles = definition.documents().map(({ kind, name }) => `${kind}/${name}`);
  if (titles.includes(wanted)) return;
  const nearest = suggest(wanted, titles);
  throw new WrongUse(
    `there is no document ${wanted}${nearest === undefined ? '' : `; did you mean ${nearest}?`}`,
  );
}

/** Nothing is affected by a field that does not exist; whoever misspelled one is told so. */
function refuseUnknownField(organization: Organization, service: string, field: string): void {
  const names = field.split('.').filter((name) => !/^\d+$/.test(name));
  let message: string | undefined;
  for (const { value } of organization.intents) {
    if (!isObject(value) || !isObject(value['metadata']) || value['metadata']['name'] !== service) continue;
    const answer = explainField(organization, [String(value['kind']), ...names].join('.'));
    if (answer.found) return;
    message ??= answer.message;
  }
  if (message !== undefined) throw new WrongUse(message);
}

function* affectedIn(
  { organization: { platform }, inputFor }: Extract<Asked, { organization: unknown }>,
  environment: string,
  service: string,
  field: string,
  known: Set<string>,
): Generator<AffectedField> {
  const input = inputFor(environment);
  const { unitIds } = compile(platform, { ...input, only: () => false });
  // A document of the definition may concern every unit.
  const own = service.includes('/') ? unitIds : unitIds.filter((id) => id.endsWith(`/${service}`));
  for (const id of unitIds) known.add(id.slice(id.lastIndexOf('/') + 1));
  const namespaces = new Set(own.map((id) => `${id.slice(0, id.lastIndexOf('/'))}/_namespace`));
  for (const id of new Set([...own, ...namespaces])) {
    const explanation = explainUnit(platform, input, id, { about: (leaf) => isAbout(leaf, service, field) });
    if (explanation === undefined) continue;
    for (const object of explanation.unit.objects) {
      for (const { path } of leafPaths(object)) {
        const answer = explanation.answer(object, path);
        const decider = [...answer.decided, ...answer.limited].find((one) => isAbout(one, service, field));
        if (decider !== undefined) yield fieldOf(explanation.unit, answer, decider);
      }
    }
  }
}

/** Whether a leaf is the field in the service's own document, or the default that stands in for it. */
function isAbout(
  { document, path }: Pick<Decider, 'document' | 'path'>,
  service: string,
  field: string,
): boolean {
  const { metadata, kind } = document.value as { readonly metadata?: unknown; readonly kind?: unknown };
  const name = isObject(metadata) ? metadata['name'] : undefined;
  const dotted = path.map(String).join('.');
  if (service.includes('/')) return `${String(kind)}/${String(name)}` === service && dotted === `spec.${field}`;
  if (kind === 'KindDefault') return dotted === `spec.defaults.${field}`;
  return (
    name === service &&
    (dotted === `spec.${field}` || (/^environments\.[^.]+\./.test(dotted) && dotted.endsWith(`.${field}`)))
  );
}

function fieldOf(unit: Unit, { object, path, value }: Answer, { tried, gives }: Decider): AffectedField {
  return {
    environment: unit.environment,
    cluster: unit.cluster,
    object: `${object.kind}/${object.metadata.name}`,
    field: formatFieldPath(path),
    value,
    tried,
    gives: gives ?? null,
  };
}

function textOfAffected(affected: readonly AffectedField[], call: Call): string {
  const [question] = call.arguments;
  if (affected.length === 0) return `${question} decides no field of a rendered object\n`;
  const lines: string[] = [];
  let group = '';
  for (const one of affected) {
    const title = `${one.environment} on ${one.cluster}: ${one.object}`;
    if (title !== group) lines.push((group = title));
    const after = one.gives === null ? 'absent' : JSON.stringify(one.gives);
    lines.push(
      `  ${one.field} = ${JSON.stringify(one.value)}; with ${JSON.stringify(one.tried)} it would be ${after}`,
    );
  }
  return `${question} decides ${plural(affected.length, 'field')}\n\n${lines.join('\n')}\n`;
}
