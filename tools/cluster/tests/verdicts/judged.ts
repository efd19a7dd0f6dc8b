import type { SchemaProblem, Validator } from '@fairway/kubernetes';
import type { Client, KubernetesObject } from '../../client.ts';
import type { Variant } from './mutations.ts';

/** What both say of an object. */
export interface Judged {
  readonly variant: Variant;
  readonly offline: readonly SchemaProblem[];
  /** What the API server says against it; `undefined` if it accepts it. */
  readonly server: string | undefined;
}

/** Admission by other objects (priority classes, quotas) is not about the object alone. */
const FORBIDDEN = 403;
const NO_ANSWER = 0;

/** Without controllers the plugin is off that gives each pod the ServiceAccount `default`. */
const NO_ACCOUNT = 'must not be specified when serviceAccountName is not set';

/** Asks both about each variant, several at once; leaves out what admission forbids because of other objects. */
export async function judge(
  client: Client,
  validator: Validator,
  variants: readonly Variant[],
): Promise<readonly Judged[]> {
  const judged: Judged[] = [];
  let next = 0;
  const work = async (): Promise<void> => {
    for (let variant = variants[next++]; variant !== undefined; variant = variants[next++]) {
      const offline = validator.check(variant.object);
      const reply = await ask(client, variant.object);
      if (!reply.ok && (reply.status === FORBIDDEN || reply.message.includes(NO_ACCOUNT))) continue;
      judged.push({ variant, offline, server: reply.ok ? undefined : reply.message });
    }
  };
  await Promise.all(Array.from({ length: 16 }, work));
  return judged;
}

async function ask(client: Client, object: KubernetesObject): ReturnType<Client['apply']> {
  const reply = await client.apply(object, { dryRun: true, force: true });
  return !reply.ok && reply.status === NO_ANSWER && reply.reason !== 'NotFound'
    ? client.apply(object, { dryRun: true, force: true })
    : reply;
}

/** Where the offline verdict is stricter on purpose, by what it says and of what. */
const STRICTER: readonly ((problem: SchemaProblem, variant: Variant) => boolean)[] = [
  // The API server cuts such a number to its last 32 bits without a word.
  ({ message }) => message.endsWith('does not fit into int32'),
  // Null as the key of a list's item counts as a key there.
  (_, { name }) => /^null at .*\.name$/.test(name),
  // API servers before 1.35 leave the pods of a StatefulSet to its controller, which then fails.
  ({ path }, { object }) =>
    object.kind === 'StatefulSet' && /^spec\.(?:template|volumeClaimTemplates)/.test(path),
  // API servers before 1.34 leave it to the controller, which finds nothing to scale.
  ({ path }) => path === 'spec.scaleTargetRef.apiVersion',
  // The allocator of node ports judges these, not in a dry run.
  ({ path }, { object }) => object.kind === 'Service' && path.endsWith('.nodePort'),
];

function isStricterOnPurpose({ offline, server, variant }: Judged): boolean {
  if (server !== undefined || offline.length === 0) return false;
  return offline.every((problem) => STRICTER.some((isMeant) => isMeant(problem, variant)));
}

/** Variants on which the two do not agree, one line each with both messages. */
export function disagreements(judged: readonly Judged[]): readonly string[] {
  return judged
    .filter((one) => (one.server === undefined) !== (one.offline.length === 0) && !isStricterOnPurpose(one))
    .map(({ offline, server, variant }) => {
      const { kind, metadata } = variant.object;
      const said = offline.map(({ message, path }) => `${path}: ${message}`).join('; ');
      return `${kind} ${metadata?.name ?? ''} ${variant.name}\n  offline: ${said || 'accepted'}\n  server: ${server ?? 'accepted'}`;
    });
}
