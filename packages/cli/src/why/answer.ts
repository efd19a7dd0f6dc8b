import { reasonDocs, type Answer, type Decider, type UnitExplanation } from '@fairway/compiler';
import { formatFieldPath } from '@fairway/kubernetes';
import { isObject, type Path } from '@fairway/model';
import type { WhyDecider, WhyOutput } from '../outputs.ts';
import { excerpt } from '../reporters/human.ts';
import { lineReader } from '../reporters/line-reader.ts';
import type { FoundObject } from './find-object.ts';
import { shown } from './shown.ts';

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
    fixed: answer.fixed === undefined ? null : { ...answer.fixed, docs: reasonDocs(answer.fixed.reason) },
  };
}

function deciderOutput({ voice, document, path, value, tried, gives, builtIn }: Decider): WhyDecider {
  const { file, line, column } = document.locate(path);
  const { kind, name } = titleOf(document.value);
  const field = fieldText(path);
  return { by: voice, kind, name, file, line, column, field, value, builtIn, tried, gives: gives ?? null };
}

function fieldText(path: Path): string {
  return path
    .map((segment) => (typeof segment === 'number' ? `[${segment}]` : `.${segment}`))
    .join('')
    .replace(/^\./, '');
}

function titleOf(value: unknown): { readonly kind: string; readonly name: string } {
  const { kind, metadata } = isObject(value) ? value : {};
  const name = isObject(metadata) ? metadata['name'] : undefined;
  return { kind: String(kind), name: String(name) };
}

/** What the text of an answer needs beside the answer as data. */
export interface AnswerContext {
  readonly answer: Answer;
  /** Addresses of other objects that were meant too. */
  readonly others: readonly string[];
  readonly placeOf: UnitExplanation['placeOf'];
  readonly textOf: (file: string) => string | undefined;
}

/** An answer for people. */
export function answerText(output: Omit<WhyOutput, 'diagnostics'>, context: AnswerContext): string {
  const { answer, others } = context;
  const lines = [
    `${output.field} = ${shown(output.value)}`,
    `  of ${output.object} in ${output.environment} on ${output.cluster}`,
  ];
  if (others.length > 0)
    lines.push(
      `  (one of ${others.length + 1} objects of this name; others are ${others.slice(0, 3).join(', ')})`,
    );
  const list = (title: string, deciders: readonly Decider[]): void => {
    if (deciders.length === 0) return;
    lines.push('', title, ...deciders.flatMap((one) => deciderLines(one, output.environment, context)));
  };
  list('decided by, the strongest first:', answer.decided);
  list('read too, but something hides small changes:', answer.limited);
  if (output.fixed !== null) {
    lines.push('', `fixed: ${output.fixed.reason}`);
    if (output.fixed.docs !== null) lines.push(`  ${output.fixed.docs}`);
  }
  if (answer.decided.length + answer.limited.length === 0 && output.fixed === null)
    lines.push('', 'nothing that was tried moves it, and nothing says why; that is a gap in Fairway');
  return `${lines.join('\n')}\n`;
}

function deciderLines(decider: Decider, environment: string, context: AnswerContext): string[] {
  const one = deciderOutput(decider);
  const at = decider.document.locate(decider.path);
  const place = one.builtIn
    ? [`    built in; ${adviceFor(one, environment, decider.written, context.placeOf)}`]
    : [
        `    ${one.file}:${one.line}:${one.column}`,
        ...excerpt(at, lineReader(context.textOf)(one.file, one.line)).map((line) => `  ${line}`),
      ];
  return [
    `  ${one.kind} ${one.name}: ${one.field} = ${shown(one.value)}`,
    ...place,
    `    with ${shown(one.tried)} it would be ${one.gives === null ? 'absent' : shown(one.gives)}`,
  ];
}

/** Fields of intent that choose a document of a kind. */
const CHOOSERS: Readonly<Record<string, Path>> = {
  SizeProfile: ['runtime', 'size'],
  ScalingProfile: ['scaling', 'profile'],
  LanguageProfile: ['runtime', 'language'],
  ExposureClass: ['exposure', 'class'],
  SLOClass: ['reliability', 'sloClass'],
  DataClass: ['data', 'class'],
};

/**
 * What to write in place of one of Fairway's own documents, and the nearest field of intent that is stronger,
 * as the author of the service spells it; nothing about the service where its kind has no such field.
 */
function adviceFor(
  { kind, name, field }: WhyDecider,
  environment: string,
  written: Path | undefined,
  placeOf: UnitExplanation['placeOf'],
): string {
  const own = `${/^[AEIOU]|^SLO/.test(kind) ? 'an' : 'a'} ${kind} named ${name}`;
  const mine = written === undefined || written.length < 2 ? undefined : fieldText(written);
  if (kind === 'KindDefault')
    return mine === undefined
      ? `write ${field} in a KindDefault`
      : `write ${mine} in the service, or ${field} in a KindDefault`;
  if (kind === 'EnvironmentClass' && mine !== undefined)
    return `write ${mine.replace(/^spec/, `environments.${environment}`)} in the service, or ${own}`;
  const below = /^spec\.caps\.(.+)$/.exec(field);
  if (kind === 'EnvironmentClass' && below !== null) {
    const place = placeOf((below[1] as string).split('.'));
    if (place !== undefined)
      return `write ${fieldText(place).replace(/^spec/, `environments.${environment}`)} in the service, or ${own}`;
  }
  const chooser = CHOOSERS[kind];
  const place = chooser === undefined ? undefined : placeOf(chooser);
  return place === undefined
    ? `write ${own} to change it`
    : `write ${own}, or choose another with ${fieldText(place)}`;
}
