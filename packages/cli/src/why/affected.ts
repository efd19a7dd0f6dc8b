import { silentReason, type TriedInput, type UnitExplanation } from '@fairway/compiler';
import { formatFieldPath } from '@fairway/kubernetes';
import { isObject } from '@fairway/model';
import type { Organization } from '../organization/load.ts';
import type { AffectedField } from '../outputs.ts';
import { plural } from '../reporters/human.ts';
import type { AffectsQuestion } from './question.ts';
import { shown } from './shown.ts';

/** The fields of one unit that inputs move, in the order of its objects; the strongest input speaks for a field. */
export function affectedBy({ unit, inputs }: UnitExplanation): AffectedField[] {
  const found = new Map<string, AffectedField>();
  const add = (one: AffectedField): void => {
    const key = `${one.cluster} ${one.object} ${one.field}`;
    if (!found.has(key)) found.set(key, one);
  };
  const { environment, cluster } = unit;
  for (const { effects, units } of inputs) {
    for (const { object, path, value, tried, gives } of effects) {
      const title = `${object.kind}/${object.metadata.name}`;
      const whole = path.length === 0;
      add({
        environment,
        cluster,
        object: title,
        field: formatFieldPath(path),
        value: whole && value !== undefined ? title : (value ?? null),
        tried: tried ?? null,
        gives: whole && gives !== undefined ? title : (gives ?? null),
      });
    }
    for (const { id, comes, tried } of units) {
      const [, at = '', namespace = '', name = ''] = id.split('/');
      const title = name === '_namespace' ? `Namespace/${namespace}` : `workload/${name}`;
      const [value, gives] = comes ? [null, title] : [title, null];
      add({ environment, cluster: at, object: title, field: '', value, tried: tried ?? null, gives });
    }
  }
  const order = new Map(unit.objects.map(({ kind, metadata }, index) => [`${kind}/${metadata.name}`, index]));
  const rank = ({ object }: AffectedField): number => order.get(object) ?? unit.objects.length;
  return [...found.values()].toSorted((a, b) => rank(a) - rank(b));
}

/** Why an input that exists decides nothing, as far as it is known. */
export function whyNone(
  { platform, intents }: Organization,
  { subject, field, path }: AffectsQuestion,
  inputs: readonly TriedInput[],
): string {
  if (!subject.includes('/')) {
    const words = path.map((segment) => (typeof segment === 'object' ? 0 : segment));
    const below = words[0] === 'environments' ? words.slice(2) : words;
    for (const { value } of intents) {
      if (!isObject(value) || !isObject(value['metadata']) || value['metadata']['name'] !== subject) continue;
      const reason = silentReason(platform, String(value['kind']), below);
      if (reason !== undefined) return reason;
    }
  }
  const refused = inputs.find((one) => one.refused !== undefined)?.refused;
  if (refused !== undefined) {
    const { code, message } = refused.error;
    const change = refused.tried === undefined ? 'Without it' : `With ${shown(refused.tried)}`;
    return `It cannot be changed alone. ${change} there would be an error: ${code} ${message}.`;
  }
  if (inputs.length > 0) return 'It is read, but nothing that is rendered here depends on it now.';
  return `${subject} does not set ${field}, and nothing stands in for it.`;
}

/** What is affected, for people. */
export function affectedText(
  question: string,
  affected: readonly AffectedField[],
  reason: string | null,
): string {
  if (reason !== null) return `${question} decides no field of a rendered object\n  ${reason}\n`;
  const lines: string[] = [];
  let group = '';
  for (const one of affected) {
    const title = `${one.environment} on ${one.cluster}: ${one.object}`;
    if (title !== group) lines.push((group = title));
    lines.push(`  ${changeText(one)}`);
  }
  return `${question} decides ${plural(affected.length, 'field')}\n\n${lines.join('\n')}\n`;
}

function changeText({ field, value, tried, gives }: AffectedField): string {
  const change = tried === null ? 'without it' : `with ${JSON.stringify(tried)}`;
  if (field === '')
    return gives === null ? `is there; ${change} it would go` : `is not there; ${change} it would come`;
  const before = value === null ? 'absent' : JSON.stringify(value);
  const after = gives === null ? 'absent' : JSON.stringify(gives);
  return `${field} = ${before}; ${change} it would be ${after}`;
}
