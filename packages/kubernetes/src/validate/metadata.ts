import { builtinFormat } from './builtin/formats.ts';
import { createCompiler } from './compile.ts';
import type { Node } from './node.ts';
import type { Check, Found } from './problem.ts';
import { isRecord, onList, onObject, problem } from './problem.ts';

const TEXT: Node = { type: 'string' };

/** Labels of any object. */
export const labelsNode: Node = {
  type: 'object',
  additionalProperties: { type: 'string', format: 'label-value' },
  keyFormat: 'label-key',
};

/** The sum of all keys and values of annotations, in bytes (`ValidateAnnotationsSize` of apimachinery). */
const ANNOTATIONS_LIMIT = 256 * 1024;

/** Annotations of any object. */
export const annotationsNode: Node = {
  type: 'object',
  additionalProperties: TEXT,
  keyFormat: 'annotation-key',
  checks: [onObject(annotationsSize)],
};

function annotationsSize(annotations: Readonly<Record<string, unknown>>): Found {
  let length = 0;
  for (const key in annotations) length += key.length + String(annotations[key]).length;
  // A UTF-16 unit is at most three bytes of UTF-8.
  if (length * 3 <= ANNOTATIONS_LIMIT) return undefined;
  const bytes = Object.entries(annotations).reduce(
    (sum, [key, value]) => sum + bytesOf(key) + bytesOf(String(value)),
    0,
  );
  return bytes <= ANNOTATIONS_LIMIT
    ? undefined
    : problem('length', `keys and values have ${bytes} bytes; at most ${ANNOTATIONS_LIMIT} are allowed`);
}

/** The length of a text in UTF-8. */
export function bytesOf(text: string): number {
  let bytes = text.length;
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at);
    if (unit > 0x7f) bytes += unit > 0x7ff && (unit < 0xd800 || unit > 0xdfff) ? 2 : 1;
  }
  return bytes;
}

const ORPHAN = 'orphan';
const FOREGROUND = 'foregroundDeletion';

function finalizers(format: string): Node {
  return {
    type: 'array',
    listType: 'set',
    items: { type: 'string', format },
    checks: [
      onList((list) =>
        list.includes(ORPHAN) && list.includes(FOREGROUND)
          ? problem('combination', `${ORPHAN} and ${FOREGROUND} exclude each other`)
          : undefined,
      ),
    ],
  };
}

const FIELDS: Readonly<Record<string, Node>> = {
  name: TEXT,
  generateName: TEXT,
  namespace: { type: 'string', format: 'dns-label' },
  labels: labelsNode,
  annotations: annotationsNode,
  ownerReferences: {
    type: 'array',
    listType: 'map',
    listMapKeys: ['uid'],
    items: {
      type: 'object',
      required: ['apiVersion', 'kind', 'name', 'uid'],
      properties: {
        apiVersion: { type: 'string', pattern: '^(?:[^/]*/)?[^/]+$' },
        kind: TEXT,
        name: TEXT,
        uid: TEXT,
        controller: { type: 'boolean' },
        blockOwnerDeletion: { type: 'boolean' },
      },
    },
    checks: [onList(oneController)],
  },
  generation: { type: 'integer', minimum: 0 },
  creationTimestamp: { type: 'string', format: 'date-time' },
  deletionTimestamp: { type: 'string', format: 'date-time' },
  deletionGracePeriodSeconds: { type: 'integer' },
  managedFields: { type: 'array', maxItems: 0, items: { type: 'object', additionalProperties: true } },
  resourceVersion: TEXT,
  selfLink: TEXT,
  uid: TEXT,
};

function oneController(owners: readonly unknown[]): Found {
  return owners.filter((owner) => isRecord(owner) && owner['controller'] === true).length > 1
    ? problem('combination', 'only one owner can be the controller')
    : undefined;
}

/** Longer prefixes are cut off. */
const LONGEST_PREFIX = 58;

/** `metadata` with a name such as the API server generates if it has only a prefix; the same value elsewhere. */
export function withGeneratedName(metadata: unknown): unknown {
  if (!isRecord(metadata) || (metadata['name'] ?? '') !== '') return metadata;
  const prefix = metadata['generateName'];
  if (typeof prefix !== 'string' || prefix === '') return metadata;
  return { ...metadata, name: `${prefix.slice(0, LONGEST_PREFIX)}x2x2x` };
}

const NOTHING = (): void => undefined;

/**
 * The check of `metadata`: of an object itself, given the format of its name, or of one inside another.
 *
 * @param finalizer the format of the names of finalizers
 */
export function metadataCheck(
  nameFormat: string | undefined,
  onNull: () => void = NOTHING,
  finalizer = 'qualified-name',
): Check {
  const compiler = createCompiler({
    mode: 'builtin',
    resolve: () => ({}),
    format: builtinFormat,
    rules: () => undefined,
    onNull,
  });
  const name: Node = nameFormat === undefined ? TEXT : { type: 'string', format: nameFormat };
  const properties = { ...FIELDS, finalizers: finalizers(finalizer), name };
  const inner = compiler.check({ type: 'object', properties });
  if (nameFormat === undefined) return inner;
  return (metadata) => inner(metadata) ?? (isRecord(metadata) ? prefixCheck(metadata, nameFormat) : undefined);
}

/** A prefix for names counts beside a name too; it may end with a dash. */
function prefixCheck(metadata: Readonly<Record<string, unknown>>, nameFormat: string): Found {
  const prefix = metadata['generateName'] ?? '';
  if (typeof prefix !== 'string' || prefix === '')
    return (metadata['name'] ?? '') === '' ? problem('required', 'it is missing', 'name') : undefined;
  const start = prefix.length > 1 && prefix.endsWith('-') ? `${prefix.slice(0, -2)}a` : prefix;
  const reason = builtinFormat(nameFormat)?.(start);
  return reason === undefined
    ? undefined
    : problem('name', `${JSON.stringify(prefix)} ${reason}`, 'generateName');
}
