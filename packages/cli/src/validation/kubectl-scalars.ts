import { scalarSource } from '@fairway/kubernetes';
import {
  diagnostic,
  isObject,
  type Diagnostic,
  type Path,
  type PathSegment,
  type SourceDocument,
} from '@fairway/model';

/** A document as kubectl reads it. */
export interface KubectlDocument {
  readonly value: unknown;
  /** Notes on what it reads otherwise than YAML 1.2 says. */
  readonly diagnostics: readonly Diagnostic[];
}

const TRUE: ReadonlySet<string> = new Set(['y', 'Y', 'yes', 'Yes', 'YES', 'on', 'On', 'ON']);
const FALSE: ReadonlySet<string> = new Set(['n', 'N', 'no', 'No', 'NO', 'off', 'Off', 'OFF']);

/** More notes of one document say nothing new. */
const MOST_NOTES = 1_000;

/** Some text of a file without one of these is read alike by both versions of YAML. */
const SUSPICIOUS =
  /(?:^|[\s:[,{-])(?:[yYnN]|yes|Yes|YES|no|No|NO|on|On|ON|off|Off|OFF|[+-]?0[0-9_]+|[+-]?0b[01_]+|[+-]?[0-9][0-9_]*_[0-9_]*)(?=\s|$|[,\]}])/m;

/** Whether a text may hold scalars that kubectl, which reads YAML 1.1, reads otherwise than YAML 1.2 says. */
export function mayDiffer(text: string): boolean {
  return SUSPICIOUS.test(text);
}

/**
 * A document with the scalars that kubectl and every other client written in Go read otherwise: unquoted `yes` and `on`
 * are true, `0644` is octal, `0b11` is binary, `1_000` is a thousand. What they send is what the API server judges.
 */
export function asKubectlReads(document: SourceDocument): KubectlDocument {
  const changes: Change[] = [];
  collect(document, document.value, [], changes);
  if (changes.length === 0) return { value: document.value, diagnostics: [] };
  const root = { value: structuredClone(document.value) };
  const diagnostics: Diagnostic[] = [];
  for (const [index, change] of changes.entries()) {
    setValueAt(root, ['value', ...change.path], change.value);
    if (index >= MOST_NOTES) continue;
    const written = scalarSource(document, change.path)?.text ?? '';
    const message = `kubectl reads ${written} as ${JSON.stringify(change.value)}, as YAML 1.1 has it`;
    const fix = `write ${JSON.stringify(change.value)}, or put ${written} in quotes where text is meant`;
    diagnostics.push(
      diagnostic({ code: 'FWY4077', severity: 'note', message, fix }, document.locate(change.path)),
    );
  }
  return { value: root.value, diagnostics };
}

interface Change {
  readonly path: Path;
  readonly value: unknown;
}

function setValueAt(root: object, path: Path, value: unknown): void {
  let here = root as Record<PathSegment, unknown>;
  for (const segment of path.slice(0, -1)) here = here[segment] as Record<PathSegment, unknown>;
  const last = path.at(-1);
  if (last !== undefined) here[last] = value;
}

function collect(document: SourceDocument, value: unknown, path: Path, changes: Change[]): void {
  if (Array.isArray(value)) {
    for (const [index, item] of value.entries()) collect(document, item, [...path, index], changes);
  } else if (isObject(value)) {
    for (const [key, item] of Object.entries(value)) collect(document, item, [...path, key], changes);
  } else if (typeof value === 'number' || (typeof value === 'string' && value.length <= 40)) {
    if (typeof value === 'string' && !/^[+-]?0b|^[+-]?\d[\d_]*_[\d_]*$|^(?:[yn]|yes|no|on|off)$/i.test(value))
      return;
    const source = scalarSource(document, path);
    if (source === undefined || source.quoted) return;
    const other = readByYaml11(source.text);
    if (other !== undefined && other !== value) changes.push({ path, value: other });
  }
}

/** What YAML 1.1, as Go reads it, makes of a scalar where it differs from YAML 1.2; else `undefined`. */
function readByYaml11(text: string): boolean | number | undefined {
  if (TRUE.has(text)) return true;
  if (FALSE.has(text)) return false;
  const plain = text.replaceAll('_', '');
  const negative = plain.startsWith('-');
  const digits = plain.replace(/^[+-]/, '');
  const sign = (value: number): number => (negative ? -value : value);
  if (/^0[0-7]+$/.test(digits)) return sign(Number.parseInt(digits, 8));
  if (/^0b[01]+$/.test(digits)) return sign(Number.parseInt(digits.slice(2), 2));
  if (/^[1-9][0-9]*$/.test(digits) && plain !== text) return sign(Number(digits));
  return undefined;
}
