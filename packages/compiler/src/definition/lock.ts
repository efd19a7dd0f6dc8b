import {
  diagnostic,
  fileStart,
  isObject,
  type Definition,
  type DefinitionDocument,
  type Diagnostic,
} from '@fairway/model';
import { canonicalText } from './canonical.ts';
import { reportOn } from './entry.ts';
import { definitionKind } from './read-entries.ts';

/** Where the lock stands in an organization. */
export const lockFile = 'platform/definition.lock';

const FORMAT = 'fairway.dev/definition-lock/v1';

/**
 * Kinds that record what there is rather than what is offered. They change day by day,
 * so they are locked only where they are given a version of their own.
 */
const INVENTORY: ReadonlySet<string> = new Set([
  'Organization',
  'Environment',
  'Cluster',
  'Team',
  'Domain',
  'System',
]);

/**
 * The text of the lock: the content hash of each published document of the organization, by `Kind/name@version`.
 * Proposed documents may still change and are not in it. A changed lifecycle is no changed content.
 */
export function lockDefinition(definition: Definition, sha256: (text: string) => string): string {
  const documents: Record<string, string> = {};
  for (const document of published(definition)) documents[keyOf(document)] = hashOf(document, sha256);
  return `${JSON.stringify({ apiVersion: FORMAT, documents }, null, 2)}\n`;
}

/** Problems of a definition against its lock: changed content under an old version above all. */
export function checkLock(
  definition: Definition,
  lockText: string,
  sha256: (text: string) => string,
): Diagnostic[] {
  const locked = readLock(lockText);
  if (locked === undefined) {
    return [
      diagnostic(
        {
          code: 'FWY3151',
          message: `${lockFile} is not a lock of a definition`,
          fix: 'restore it from Git, or remove it and write it anew with fairway platform lock',
        },
        fileStart(lockFile),
      ),
    ];
  }
  const diagnostics: Diagnostic[] = [];
  const missing = new Set(Object.keys(locked));
  for (const document of published(definition)) {
    const key = keyOf(document);
    missing.delete(key);
    const hash = Object.hasOwn(locked, key) ? locked[key] : undefined;
    if (hash === undefined) {
      reportOn(diagnostics, document, ['metadata', 'name'], {
        code: 'FWY3153',
        severity: 'warning',
        message: `${document.kind} ${document.name}@${document.version} is not in ${lockFile}`,
        fix: 'run fairway platform lock',
      });
    } else if (hash !== hashOf(document, sha256)) {
      reportOn(diagnostics, document, ['spec'], {
        code: 'FWY3120',
        message: `${document.kind} ${document.name}@${document.version} was published and has changed since`,
        fix: 'give the change a version of its own (spec.version), or undo it',
      });
    }
  }
  for (const key of missing) diagnostics.push(diagnostic(goneProblem(key, definition), fileStart(lockFile)));
  return diagnostics;
}

function goneProblem(
  key: string,
  definition: Definition,
): { code: string; severity: 'warning'; message: string; fix: string } {
  const kept = definition.documents().some((document) => keyOf(document) === key);
  return {
    code: 'FWY3152',
    severity: 'warning',
    message: kept ? `${key} was published and is proposed again` : `${key} was published and is gone`,
    fix: 'deprecate a version before you remove it; then run fairway platform lock',
  };
}

function readLock(text: string): Readonly<Record<string, unknown>> | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (!isObject(value) || value['apiVersion'] !== FORMAT) return undefined;
  return isObject(value['documents']) ? value['documents'] : undefined;
}

function published(definition: Definition): readonly DefinitionDocument[] {
  return definition.documents().filter((document) => {
    const kind = definitionKind(document.kind);
    if (document.builtIn || kind?.versioned !== true || document.lifecycle.state === 'proposed') return false;
    return !INVENTORY.has(document.kind) || hasVersion(document);
  });
}

function hasVersion({ source }: DefinitionDocument): boolean {
  const spec = isObject(source.value) ? source.value['spec'] : undefined;
  return isObject(spec) && spec['version'] !== undefined;
}

function keyOf({ kind, name, version }: DefinitionDocument): string {
  return `${kind}/${name}@${version}`;
}

/** Hash of what was written, so that new defaults of a new Fairway are no changed content. */
function hashOf({ source }: DefinitionDocument, sha256: (text: string) => string): string {
  const spec = isObject(source.value) && isObject(source.value['spec']) ? source.value['spec'] : {};
  return `sha256:${sha256(canonicalText({ ...spec, version: undefined, lifecycle: undefined }))}`;
}
