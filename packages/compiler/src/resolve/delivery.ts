import { diagnostic, isObject, valueAt, type Definition, type Diagnostic, type Path } from '@fairway/model';
import { valueText } from '../validate/walk.ts';
import type { Intent } from '../load/intent.ts';

type Spec = Readonly<Record<string, unknown>>;

/** Delivery documents by the workload they are about; two for one workload are an error. */
export function deliveriesByService(
  intents: readonly Intent[],
  diagnostics: Diagnostic[],
): ReadonlyMap<string, Intent> {
  const found = new Map<string, Intent>();
  for (const intent of intents) {
    if (intent.schema.kind.kind !== 'Delivery') continue;
    const { service: written } = intent.spec;
    const service = typeof written === 'string' ? (written.split('/').at(-1) as string) : intent.name;
    const first = found.get(service);
    if (first === undefined) found.set(service, intent);
    else diagnostics.push(duplicate(first, intent, service));
  }
  return found;
}

function duplicate(first: Intent, second: Intent, service: string): Diagnostic {
  const { file, line, column } = first.document.locate(['metadata', 'name']);
  return diagnostic(
    {
      code: 'FWY3005',
      message: `two Delivery documents are about ${service}`,
      fix: 'keep one of them',
      related: [{ message: 'the first one', file, line, column }],
    },
    second.document.locate(['metadata', 'name']),
  );
}

/** Whether a workload is delivered to an environment at all. */
export function deliversTo(delivery: Intent | undefined, environment: string, definition: Definition): boolean {
  const environments = delivery?.spec['environments'];
  if (!Array.isArray(environments)) return true;
  return environments.some((name) => definition.get('Environment', String(name))?.name === environment);
}

/** The rollout that a Delivery asks for, in the place of `spec.reliability`; `undefined` where it says nothing. */
export function strategyOf(delivery: Intent | undefined): Spec | undefined {
  const strategy = delivery?.spec['strategy'];
  if (typeof strategy === 'string') return { reliability: { rollout: strategy } };
  if (!isObject(strategy)) return undefined;
  const [rollout] = Object.keys(strategy);
  if (rollout === undefined) return undefined;
  const settings = strategy[rollout];
  const canary = rollout === 'canary' && isObject(settings) ? { canary: settings } : {};
  return { reliability: { rollout, ...canary } };
}

/** A strategy needs a workload that is rolled out, and may stand beside `reliability.rollout` only if they agree. */
export function reportStrategyConflict(delivery: Intent, workload: Intent, diagnostics: Diagnostic[]): void {
  const asked = valueAt(strategyOf(delivery), ['reliability', 'rollout']);
  if (asked !== undefined && !isRolledOut(workload)) {
    const { kind } = workload.schema.kind;
    diagnostics.push(
      diagnostic(
        {
          code: 'FWY3008',
          message: `${workload.name} is a ${kind}: it runs to its end and is not rolled out, so strategy ${valueText(asked)} has no effect`,
          fix: 'remove strategy',
        },
        delivery.document.locate(delivery.place(['strategy'])),
      ),
    );
    return;
  }
  const differing = STRATEGY_PATHS.find((path) => {
    const [wanted, own] = [valueAt(strategyOf(delivery), path), valueAt(workload.spec, path)];
    return wanted !== undefined && own !== undefined && wanted !== own;
  });
  if (differing !== undefined) diagnostics.push(conflict(delivery, workload, differing));
}

const STRATEGY_PATHS: readonly Path[] = [
  ['reliability', 'rollout'],
  ['reliability', 'canary', 'percentage'],
  ['reliability', 'canary', 'duration'],
];

function conflict(delivery: Intent, workload: Intent, path: Path): Diagnostic {
  const { file, line, column } = delivery.document.locate(delivery.place(['strategy']));
  const asked = valueText(valueAt(strategyOf(delivery), path));
  const own = String(valueAt(workload.spec, path));
  const words = path.at(-1) === 'rollout' ? 'rolls out by' : `has ${path.join('.')}`;
  return diagnostic(
    {
      code: 'FWY3006',
      message: `${workload.name} ${words} ${own}, but its Delivery says ${asked}`,
      fix: 'remove one of the two',
      related: [{ message: 'the strategy of the Delivery', file, line, column }],
    },
    workload.document.locate(workload.place(path)),
  );
}

function isRolledOut({ schema }: Intent): boolean {
  const reliability = schema.spec.v1beta1.fields['reliability']?.shape;
  return reliability?.type === 'object' && reliability.fields['rollout'] !== undefined;
}
