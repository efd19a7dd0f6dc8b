import { parseQuantity } from '@fairway/kubernetes';
import {
  diagnostic,
  isObject,
  type Definition,
  type Diagnostic,
  type ExpandContext,
  type JsonObject,
  type Origin,
  type Path,
  type Platform,
} from '@fairway/model';
import { mergeValues } from '../resolve/merge.ts';
import { kindSchemas } from '../schema/kind-schema.ts';
import type { Intent, Override } from './intent.ts';

/**
 * Replaces an intent of an alias kind (`Application`) by the intent it stands for.
 * Positions lead back to what was written. Other intents come back unchanged.
 */
export function expandAlias(
  intent: Intent,
  platform: Platform,
  definition: Definition,
  diagnostics: Diagnostic[],
): Intent {
  const { kind } = intent.schema;
  if (kind.layer !== 'alias') return intent;
  const schema = kindSchemas(platform).get(kind.expandsTo);
  if (schema === undefined) throw new Error(`${kind.kind} expands to the unknown kind ${kind.expandsTo}`);
  const sizes = sizesOf(definition);
  const expand = (spec: Readonly<Record<string, unknown>>, environment?: string): JsonObject =>
    kind.expand(spec as JsonObject, {
      sizes,
      report: (problem, path) => {
        const at = intent.place(path === '' ? [] : path.split('.'), environment);
        diagnostics.push(diagnostic(problem, intent.document.locate(at)));
      },
    });
  const base = expand(intent.spec);
  const overrides = new Map<string, Override>();
  for (const [name, { key, spec }] of intent.overrides) {
    const whole = expand(
      mergeValues(intent.spec, spec, () => undefined) as Readonly<Record<string, unknown>>,
      name,
    );
    overrides.set(name, { key, spec: difference(base, whole) });
  }
  return {
    ...intent,
    schema,
    spec: base,
    overrides,
    place: (path, environment) => intent.place(originOf(path, kind.origins), environment),
  };
}

function sizesOf(definition: Definition): ExpandContext['sizes'] {
  return definition.all('SizeProfile').map(({ name, spec }) => ({
    name,
    cpuRequest: scaled(spec.cpuRequest, 1_000_000n),
    memoryLimit: scaled(spec.memoryLimit, 1_000_000_000n),
  }));
}

/** A quantity in units of `nano` (10^-9): millicores for CPU, bytes for memory. */
function scaled(text: string, nano: bigint): number {
  const parsed = parseQuantity(text);
  return parsed.ok ? Number(parsed.value / nano) : 0;
}

/** The written path of an expanded one: the longest declared origin that covers it. */
function originOf(path: Path, origins: readonly Origin[]): Path {
  const dotted = path.filter((segment) => typeof segment === 'string').join('.');
  let best: Origin | undefined;
  for (const origin of origins) {
    const covers =
      dotted === origin.to || dotted.startsWith(`${origin.to}.`) || origin.to.startsWith(`${dotted}.`);
    if (covers && (best === undefined || origin.to.length > best.to.length)) best = origin;
  }
  return best === undefined ? [] : best.from.split('.');
}

/** The leaves of `after` that differ from `before`, as a partial spec. */
function difference(
  before: Readonly<Record<string, unknown>>,
  after: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
  const changed: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(after)) {
    const old = before[key];
    if (isObject(value) && isObject(old)) {
      const inner = difference(old, value);
      if (Object.keys(inner).length > 0) changed[key] = inner;
    } else if (JSON.stringify(value) !== JSON.stringify(old)) changed[key] = value;
  }
  return changed;
}
