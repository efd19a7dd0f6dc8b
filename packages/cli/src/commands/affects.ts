import { compile, explainField, explainUnit, type TriedInput } from '@fairway/compiler';
import { isObject, suggest } from '@fairway/model';
import type { Command } from '../command.ts';
import { WrongUse } from '../exit-code.ts';
import type { Organization } from '../organization/load.ts';
import { unknownEnvironment } from '../organization/unknown-environment.ts';
import type { AffectedField } from '../outputs.ts';
import { report } from '../reporters/index.ts';
import { affectedBy, affectedText, whyNone } from '../why/affected.ts';
import { loadForWhy, type Asked } from '../why/input.ts';
import { affectsQuestion, isAbout, type AffectsQuestion } from '../why/question.ts';

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
    const question = affectsQuestion(call.arguments[0] ?? '');
    const { subject, field } = question;
    const asked = await loadForWhy(call);
    if ('refused' in asked) return report(call, asked.refused);
    const { organization } = asked;
    const known = new Set<string>();
    const affected: AffectedField[] = [];
    const inputs: TriedInput[] = [];
    for (const name of environmentsOf(organization, call.text('env'))) {
      for (const found of explained(asked, name, question, known)) {
        affected.push(...affectedBy(found));
        inputs.push(...found.inputs);
      }
    }
    if (subject.includes('/')) refuseUnknownDocument(organization, subject);
    else refuseUnknownService(organization, subject, known);
    if (inputs.length === 0) refuseUnknownField(organization, question);
    const reason = affected.length === 0 ? whyNone(organization, question, inputs) : null;
    return report(call, {
      diagnostics: [],
      result: { service: subject, field, affected, reason },
      summary: affectedText(`${subject}.${field}`, affected, reason),
      organization,
    });
  },
};

/** @throws {WrongUse} where there is no environment of the wanted name. */
function environmentsOf({ definition }: Organization, wanted: string | undefined): readonly string[] {
  if (wanted === undefined) return definition.environments.map(({ name }) => name);
  const found = definition.get('Environment', wanted)?.name;
  if (found === undefined) throw new WrongUse(unknownEnvironment(wanted, definition));
  return [found];
}

function hintFor(wanted: string, known: readonly string[]): string {
  const nearest = suggest(wanted, known);
  return nearest === undefined ? '' : `; did you mean ${nearest}?`;
}

/** @throws {WrongUse} where the definition has no document `Kind/name`. */
function refuseUnknownDocument({ definition }: Organization, wanted: string): void {
  const titles = definition.documents().map(({ kind, name }) => `${kind}/${name}`);
  if (!titles.includes(wanted)) throw new WrongUse(`there is no document ${wanted}${hintFor(wanted, titles)}`);
}

/** @throws {WrongUse} where no workload has the name. */
function refuseUnknownService({ intents }: Organization, wanted: string, known: ReadonlySet<string>): void {
  if (known.has(wanted)) return;
  const own = intents.find(({ value }) => nameOf(value) === wanted);
  if (own === undefined) throw new WrongUse(`there is no service ${wanted}${hintFor(wanted, [...known])}`);
  const { kind } = own.value as { readonly kind?: unknown };
  throw new WrongUse(`${wanted} is a ${String(kind)} that runs nothing here; ask about a service`);
}

function nameOf(value: unknown): unknown {
  return isObject(value) && isObject(value['metadata']) ? value['metadata']['name'] : undefined;
}

/** Nothing is affected by a field that does not exist; whoever misspelled one is told so. */
function refuseUnknownField(organization: Organization, { subject, field }: AffectsQuestion): void {
  const names = field
    .replace(/^environments\.[^.]+\./, '')
    .replaceAll(/\[[^\]]*\]/g, '')
    .split('.')
    .filter((name) => !/^\d+$/.test(name));
  const kinds = subject.includes('/')
    ? [subject.slice(0, subject.indexOf('/'))]
    : organization.intents
        .filter(({ value }) => nameOf(value) === subject)
        .map(({ value }) => String((value as { readonly kind?: unknown }).kind));
  let message: string | undefined;
  for (const kind of kinds) {
    const answer = explainField(organization, [kind, ...names].join('.'));
    if (answer.found) return;
    message ??= answer.message;
  }
  if (message !== undefined) throw new WrongUse(message);
}

/** What trying the inputs that are asked about does to each unit that may depend on them. */
function* explained(
  { organization: { platform }, inputFor }: Extract<Asked, { organization: unknown }>,
  environment: string,
  question: AffectsQuestion,
  known: Set<string>,
): Generator<NonNullable<ReturnType<typeof explainUnit>>> {
  const input = inputFor(environment);
  const { unitIds } = compile(platform, { ...input, only: () => false });
  const { subject } = question;
  // A document of the definition may concern every unit.
  const own = subject.includes('/') ? unitIds : unitIds.filter((id) => id.endsWith(`/${subject}`));
  for (const id of unitIds) known.add(id.slice(id.lastIndexOf('/') + 1));
  const namespaces = new Set(own.map((id) => `${id.slice(0, id.lastIndexOf('/'))}/_namespace`));
  for (const id of new Set([...own, ...namespaces])) {
    const explanation = explainUnit(platform, input, id, { about: (leaf) => isAbout(leaf, question) });
    if (explanation !== undefined) yield explanation;
  }
}
