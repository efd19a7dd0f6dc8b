import type { FieldPath } from '@fairway/kubernetes';
import type { KubernetesObject, Platform, Reasons, Unit } from '@fairway/model';
import { commonReasons } from './common-reasons.ts';

/** Where a reason comes from, and the sentence. */
export interface Reason {
  readonly reason: string;
  /** Emitter or `fairway`. */
  readonly by: string;
}

/** The declared reason of a field that no input moves: the emitter's, else what holds for every object. */
export function reasonFor(
  platform: Platform,
  _unit: Unit,
  object: KubernetesObject,
  path: FieldPath,
): Reason | undefined {
  for (const emitter of platform.emitters) {
    for (const { apiVersion, kind, reasons } of emitter.emits) {
      if (apiVersion !== object.apiVersion || kind !== object.kind) continue;
      const reason = matching(reasons, path);
      if (reason !== undefined) return { reason, by: emitter.name };
    }
  }
  const reason = matching(commonReasons, path);
  return reason === undefined ? undefined : { reason, by: 'fairway' };
}

/** The reason whose pattern covers a path; the longest pattern wins. */
export function matching(reasons: Reasons, path: FieldPath): string | undefined {
  let best: string | undefined;
  for (const pattern in reasons) {
    if ((best === undefined || pattern.length > best.length) && covers(parsed(pattern), path)) best = pattern;
  }
  return best === undefined ? undefined : reasons[best];
}

const memo = new Map<string, readonly string[]>();

/** `a.b[*].c` → `['a', 'b', '*', 'c']`; `["x.y/z"]` is one name. */
function parsed(pattern: string): readonly string[] {
  let segments = memo.get(pattern);
  if (segments === undefined) {
    segments = [...pattern.matchAll(/\["([^"]*)"\]|\[([^\]]*)\]|([^.[\]]+)/g)].map(
      (match) => match[1] ?? match[2] ?? (match[3] as string),
    );
    memo.set(pattern, segments);
  }
  return segments;
}

function covers(pattern: readonly string[], path: FieldPath): boolean {
  for (const [index, name] of pattern.entries()) {
    if (name === '**') return path.length >= index;
    const segment = path[index];
    if (segment === undefined) return false;
    if (name !== '*' && name !== segmentText(segment)) return false;
  }
  return path.length === pattern.length;
}

function segmentText(segment: FieldPath[number]): string {
  return typeof segment === 'object' ? `${segment.key}=${segment.value}` : String(segment);
}
