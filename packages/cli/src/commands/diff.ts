import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { diffObjects, formatFieldPath } from '@fairway/kubernetes';
import type { Diagnostic } from '@fairway/model';
import type { Call, Command } from '../command.ts';
import { exitCodes, type ExitCode } from '../exit-code.ts';
import { readSide, type Side } from '../difference/side.ts';
import { hasErrors } from '../organization/diagnostics.ts';
import type { ObjectDifference } from '../outputs.ts';
import { plural } from '../reporters/human.ts';
import { redact, redactField } from '../redact.ts';
import { fromHere } from '../reporters/from-here.ts';
import { report } from '../reporters/index.ts';

/** Which objects and fields differ between two states of an organization, by service and environment. */
export const command: Command = {
  description:
    'Says which objects and fields differ, by service and environment. Each side is a record, an organization, ' +
    'or a Git revision (REV or REV:path) that holds one of the two.',
  arguments: [
    { name: '<before>', description: 'a folder, REV, or REV:path' },
    { name: '[after]', description: 'the same; default: the organization as it stands' },
  ],
  options: [{ flags: '--exit-code', description: 'exit with 1 where anything differs' }],
  examples: ['fairway diff HEAD examples/acme', 'fairway diff main:examples/acme examples/acme'],
  run: async (call) => {
    const [before = '', after] = call.arguments;
    const fallback =
      call.text('org') ?? (after !== undefined && existsSync(resolve(call.io.cwd, after)) ? after : '.');
    const sides = [
      await readSide(call, before, fallback),
      await readSide(call, after ?? fallback, fallback),
    ] as const;
    if (sides.some((side) => hasErrors(side.diagnostics))) return reportBoth(call, sides);
    const objects = difference(sides[0], sides[1]);
    const code = report(call, { diagnostics: [], summary: summaryOf(objects), result: { objects } });
    return objects.length > 0 && call.flag('exit-code') ? exitCodes.problems : code;
  },
};

/** The problems of both sides: each has a folder and texts of its own. */
function reportBoth(call: Call, sides: readonly Side[]): ExitCode {
  if (call.format === 'github' || call.format === 'sarif') {
    const { cwd } = call.io;
    const diagnostics = sides.flatMap((side) => fromHere(side.diagnostics, cwd, side.organization));
    return report(call, { diagnostics: withoutRepeated(diagnostics) });
  }
  // An excerpt of the other side's file would show the wrong lines.
  const textOf = (file: string): string | undefined => {
    const texts = new Set(sides.map(({ organization }) => organization?.textOf(file)));
    texts.delete(undefined);
    return texts.size === 1 ? [...texts][0] : undefined;
  };
  const diagnostics = withoutRepeated(sides.flatMap((side) => side.diagnostics));
  return report(call, { diagnostics, organization: { directory: call.io.cwd, textOf } });
}

/** Each problem once: what nobody changed is wrong on both sides. */
function withoutRepeated(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  return [...new Map(diagnostics.map((one) => [JSON.stringify(one), one])).values()];
}

function difference(before: Side, after: Side): readonly ObjectDifference[] {
  const ids = [...new Set([...before.units.keys(), ...after.units.keys()])].sort();
  return ids.flatMap((unit) => {
    const [environment = '', , , name = ''] = unit.split('/');
    const service = name === '_namespace' ? null : name;
    const changes = diffObjects(before.units.get(unit) ?? [], after.units.get(unit) ?? []);
    return changes.map(({ kind, name: object, change, previousName, fields }): ObjectDifference => ({
      unit,
      environment,
      service,
      object: `${kind}/${object}`,
      change,
      ...(previousName === undefined ? {} : { previousName }),
      fields: fields.map(({ path, before: old, after: now }) => {
        const text = formatFieldPath(path);
        return {
          path: text,
          ...(old === undefined ? {} : { before: withoutSecret(text, old) }),
          ...(now === undefined ? {} : { after: withoutSecret(text, now) }),
        };
      }),
    }));
  });
}

const SIGNS = { added: '+', removed: '-', changed: '~', renamed: '~' } as const;

function summaryOf(objects: readonly ObjectDifference[]): string {
  if (objects.length === 0) return 'nothing differs\n';
  const lines: string[] = [];
  for (const [unit, group] of Map.groupBy(objects, (one) => one.unit)) {
    lines.push(unit);
    for (const { object, change, previousName, fields } of group) {
      lines.push(`  ${SIGNS[change]} ${object}${previousName === undefined ? '' : ` (was ${previousName})`}`);
      for (const field of fields)
        lines.push(`      ${field.path}: ${shown(field.before)} → ${shown(field.after)}`);
    }
  }
  const services = new Set(objects.map(({ service }) => service).filter((one) => one !== null));
  const environments = new Set(objects.map(({ environment }) => environment));
  lines.push(
    '',
    `${plural(objects.length, 'object')} differ: ${plural(services.size, 'service')}, ${[...environments].join(', ')}`,
  );
  return `${lines.join('\n')}\n`;
}

/** A text that the end of its path calls a secret is hidden: `….env[name=DB_PASSWORD].value`. */
function withoutSecret(path: string, value: unknown): unknown {
  if (typeof value !== 'string') return value;
  return redactField(/[^.[\]=]+(?=\]?$)/.exec(path.replace(/\.value$/, ''))?.[0] ?? '', value);
}

function shown(value: unknown): string {
  if (value === undefined) return '(none)';
  // Cut first, half of a secret would be left that nobody recognizes.
  const text = redact(JSON.stringify(value));
  return text.length > 80 ? `${text.slice(0, 79)}…` : text;
}
