import type { Answer, Decider } from '@fairway/compiler';
import { formatFieldPath } from '@fairway/kubernetes';
import { isObject } from '@fairway/model';
import type { WhyDecider, WhyOutput } from '../outputs.ts';
import type { FoundObject } from './find-object.ts';

/** An answer as data: what `why --format json` prints beside `diagnostics`. */
export function answerOutput(answer: Answer, { unit, object }: FoundObject): Omit<WhyOutput, 'diagnostics'> {
  return {
    environment: unit.environment,
    cluster: unit.cluster,
    unit: unit.id,
    object: `${object.kind}/${object.metadata.name}`,
    field: formatFieldPath(answer.path),
    value: answer.value,
    decided: answer.decided.map(deciderOutput),
    limited: answer.limited.map(deciderOutput),
    fixed: answer.fixed ?? null,
  };
}

function deciderOutput({ voice, document, path, value, tried, gives, builtIn }: Decider): WhyDecider {
  const { file, line, column } = document.locate(path);
  const { kind, name } = titleOf(document.value);
  const field = path
    .map((segment) => (typeof segment === 'number' ? `[${segment}]` : `.${segment}`))
    .join('')
    .replace(/^\./, '');
  return { by: voice, kind, name, file, line, column, field, value, builtIn, tried, gives: gives ?? null };
}

function titleOf(value: unknown): { readonly kind: string; readonly name: string } {
  const { kind, metadata } = isObject(value) ? value : {};
  const name = isObject(metadata) ? metadata['name'] : undefined;
  return { kind: String(kind), name: String(name) };
}

/** An answer for people. */
export function answerText(output: Omit<WhyOutput, 'diagnostics'>, others: readonly string[]): string {
  const lines = [
    `${output.field} = ${shown(output.value)}`,
    `  of ${output.object} in ${output.environment} on ${output.cluster}`,
  ];
  if (others.length > 0)
    lines.push(
      `  (one of ${others.length + 1} objects of this name; others are ${others.slice(0, 3).join(', ')})`,
    );
  if (output.decided.length > 0)
    lines.push(
      '',
      'decided by, the strongest first:',
      ...output.decided.flatMap((one) => deciderLines(one, output.environment)),
    );
  if (output.limited.length > 0) {
    lines.push(
      '',
      'read too, but something hides small changes:',
      ...output.limited.flatMap((one) => deciderLines(one, output.environment)),
    );
  }
  if (output.fixed !== null) lines.push('', `fixed: ${output.fixed.reason}`);
  return `${lines.join('\n')}\n`;
}

function deciderLines(one: WhyDecider, environment: string): string[] {
  const place = one.builtIn
    ? `built in; ${adviceFor(one, environment)}`
    : `${one.file}:${one.line}:${one.column}`;
  return [
    `  ${one.kind} ${one.name}: ${one.field} = ${shown(one.value)}`,
    `    ${place}`,
    `    with ${shown(one.tried)} it would be ${one.gives === null ? 'absent' : shown(one.gives)}`,
  ];
}

/** Fields of intent that choose a document of a kind. */
const CHOOSERS: Readonly<Record<string, string>> = {
  SizeProfile: 'spec.runtime.size',
  ScalingProfile: 'spec.scaling.profile',
  LanguageProfile: 'spec.runtime.language',
  ExposureClass: 'spec.exposure.class',
  SLOClass: 'spec.reliability.sloClass',
  DataClass: 'spec.data.class',
};

/** What to write in place of one of Fairway's own documents, and the nearest field of intent that is stronger. */
function adviceFor({ kind, name, field }: WhyDecider, environment: string): string {
  const below = /^spec\.(defaults|caps)\.(.+)$/.exec(field);
  const chooser = CHOOSERS[kind];
  const own = `write ${/^[AEIOU]|^SLO/.test(kind) ? 'an' : 'a'} ${kind} named ${name}`;
  if (kind === 'KindDefault' && below !== null)
    return `write spec.${below[2]} in the service, or ${field} in a KindDefault`;
  if (kind === 'EnvironmentClass' && below !== null)
    return `write environments.${environment}.${below[2]} in the service, or ${own.slice('write '.length)}`;
  return chooser === undefined ? `${own} to change it` : `${own}, or choose another with ${chooser}`;
}

function shown(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}
