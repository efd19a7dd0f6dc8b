import type { Diagnostic, Path, PathSegment, SourceDocument } from '@fairway/model';

/** A reference that a document makes to another one, found by the schema's metadata. */
export interface FoundReference {
  /** The kind it must be of. */
  readonly kind: string;
  readonly name: string;
  readonly path: Path;
}

/** The state of one walk. */
export interface Walk {
  readonly document: SourceDocument;
  readonly path: PathSegment[];
  readonly partial: boolean;
  readonly diagnostics: Diagnostic[];
  readonly references: FoundReference[];
}

/** `spec.runtime.port` as people read it. */
export function nameOf(walk: Walk): string {
  return walk.path.length === 0 ? 'the document' : pathText(walk.path);
}

/** A path as text: `spec.ports[0].name`, `environments["a.b"]`. */
export function pathText(path: Path): string {
  let text = '';
  for (const segment of path) {
    if (typeof segment === 'number') text += `[${segment}]`;
    else if (/^[A-Za-z_][\w-]*$/.test(segment)) text += text === '' ? segment : `.${segment}`;
    else text += `["${segment}"]`;
  }
  return text;
}

/** A value of a document as people read it in a message. */
export function valueText(value: unknown): string {
  if (typeof value === 'string') return value;
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : JSON.stringify(value);
}
