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
    lines.push(`  (also on ${others.join(', ')}: write CLUSTER/NAMESPACE/${output.object} to ask there)`);
  if (output.decided.length > 0)
    lines.push('', 'decided by, the strongest first:', ...output.decided.flatMap(deciderLines));
  if (output.limited.length > 0) {
    lines.push('', 'read too, but something hides small changes:', ...output.limited.flatMap(deciderLines));
  }
  if (output.fixed !== null) lines.push('', `fixed: ${output.fixed.reason}`);
  return `${lines.join('\n')}\n`;
}

function deciderLines(one: WhyDecider): string[] {
  const place = one.builtIn
    ? `built in; write a ${one.kind} named ${one.name} to change it`
    : `${one.file}:${one.line}:${one.column}`;
  return [
    `  ${one.kind} ${one.name}: ${one.field} = ${shown(one.value)}`,
    `    ${place}`,
    `    with ${shown(one.tried)} it would be ${one.gives === null ? 'absent' : shown(one.gives)}`,
  ];
}

function shown(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}
