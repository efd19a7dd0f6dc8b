import type { Event, ScalarEvent } from 'js-yaml';
import { COLLECTION_STYLE, EVENT_ID, getScalarValue, SCALAR_STYLE } from 'js-yaml';
import { startOf } from './construct.ts';

/** A node of a document with its place in the text. Tags and anchors are outside the range. */
export interface LocatedNode {
  readonly event: Event;
  readonly start: number;
  readonly end: number;
  /** Start of the key, or of the dash of a list item; else `start`. */
  readonly pairStart: number;
  /** End of the key; -1 for list items and roots. */
  readonly keyEnd: number;
  readonly entries?: ReadonlyMap<string, LocatedNode>;
  readonly items?: readonly LocatedNode[];
  /** What an alias stands for. */
  readonly target?: LocatedNode;
}

interface Walk {
  readonly text: string;
  readonly events: readonly Event[];
  next: number;
  /** End of what was seen last; an absent value stands right after it. */
  at: number;
  readonly anchors: Map<string, LocatedNode>;
}

interface Entry {
  readonly pairStart: number;
  readonly keyEnd: number;
}

/** The roots of all documents of a parsed text. */
export function locatedDocuments(events: readonly Event[], text: string): LocatedNode[] {
  const walk: Walk = { text, events, next: 0, at: 0, anchors: new Map() };
  const roots: LocatedNode[] = [];
  while (walk.next < events.length) {
    walk.next++;
    walk.anchors.clear();
    roots.push(locate(walk, undefined));
    walk.next++;
  }
  return roots;
}

function locate(walk: Walk, entry: Entry | undefined): LocatedNode {
  const event = walk.events[walk.next++];
  if (event === undefined) throw new Error('the event stream ends within a node');
  const node = locateEvent(walk, event, entry);
  walk.at = Math.max(walk.at, node.end);
  if ('anchorStart' in event && event.anchorStart !== -1 && event.type !== EVENT_ID.ALIAS) {
    walk.anchors.set(walk.text.slice(event.anchorStart, event.anchorEnd), node);
  }
  return node;
}

function locateEvent(walk: Walk, event: Event, entry: Entry | undefined): LocatedNode {
  const keyEnd = entry?.keyEnd ?? -1;
  switch (event.type) {
    case EVENT_ID.SCALAR: {
      const { start, end } = scalarRange(walk, event);
      return { event, start, end, pairStart: entry?.pairStart ?? start, keyEnd };
    }
    case EVENT_ID.ALIAS: {
      const target = walk.anchors.get(walk.text.slice(event.anchorStart, event.anchorEnd));
      const start = event.anchorStart - 1;
      const node = { event, start, end: event.anchorEnd, pairStart: entry?.pairStart ?? start, keyEnd };
      return target === undefined ? node : { ...node, target: target.target ?? target };
    }
    case EVENT_ID.MAPPING: {
      walk.at = Math.max(walk.at, event.start);
      const entries = mappingEntries(walk);
      const end = collectionEnd(walk, event.style === COLLECTION_STYLE.FLOW, event.start, '}');
      return { event, start: event.start, end, pairStart: entry?.pairStart ?? event.start, keyEnd, entries };
    }
    case EVENT_ID.SEQUENCE: {
      walk.at = Math.max(walk.at, event.start);
      const items = sequenceItems(walk, event.style === COLLECTION_STYLE.BLOCK);
      const end = collectionEnd(walk, event.style === COLLECTION_STYLE.FLOW, event.start, ']');
      return { event, start: event.start, end, pairStart: entry?.pairStart ?? event.start, keyEnd, items };
    }
    default:
      throw new Error('not a node');
  }
}

function mappingEntries(walk: Walk): Map<string, LocatedNode> {
  const entries = new Map<string, LocatedNode>();
  while (walk.events[walk.next]?.type !== EVENT_ID.POP) {
    const keyEvent = walk.events[walk.next];
    const key = locate(walk, undefined);
    const colon = walk.text.indexOf(':', walk.at);
    if (keyEvent?.type !== EVENT_ID.SCALAR || keyEvent.valueStart !== -1) {
      if (colon !== -1 && /^\s*$/.test(walk.text.slice(walk.at, colon))) walk.at = colon + 1;
    }
    const value = locate(walk, { pairStart: key.start, keyEnd: key.end });
    if (keyEvent?.type === EVENT_ID.SCALAR) entries.set(getScalarValue(walk.text, keyEvent), value);
    else if (keyEvent?.type === EVENT_ID.ALIAS && key.target?.event.type === EVENT_ID.SCALAR) {
      entries.set(getScalarValue(walk.text, key.target.event), value);
    }
  }
  walk.next++;
  return entries;
}

function sequenceItems(walk: Walk, block: boolean): LocatedNode[] {
  const items: LocatedNode[] = [];
  while (walk.events[walk.next]?.type !== EVENT_ID.POP) {
    if (!block) {
      items.push(locate(walk, undefined));
      continue;
    }
    const dash = dashAfter(walk.text, walk.at);
    walk.at = dash + 1;
    items.push(locate(walk, { pairStart: dash, keyEnd: -1 }));
  }
  walk.next++;
  return items;
}

/** The dash of the next list item: white space and comments stand before it. */
function dashAfter(text: string, from: number): number {
  let at = from;
  while (at < text.length && text.charAt(at) !== '-') {
    if (text.charAt(at) === '#') {
      const next = text.indexOf('\n', at);
      at = next === -1 ? text.length : next;
    } else at++;
  }
  return at;
}

/** A block collection ends with its last node; a flow collection with its bracket. */
function collectionEnd(walk: Walk, flow: boolean, start: number, bracket: string): number {
  if (!flow || walk.text.charAt(start) !== (bracket === '}' ? '{' : '[')) return walk.at;
  let at = Math.max(walk.at, start + 1);
  while (at < walk.text.length && walk.text.charAt(at) !== bracket) {
    if (walk.text.charAt(at) === '#') {
      const next = walk.text.indexOf('\n', at);
      at = next === -1 ? walk.text.length : next;
    } else at++;
  }
  return at + 1;
}

function scalarRange(walk: Walk, event: ScalarEvent): { start: number; end: number } {
  if (event.valueStart === -1) {
    const after = Math.max(walk.at, event.tagEnd, event.anchorEnd);
    return { start: after, end: after };
  }
  switch (event.style) {
    case SCALAR_STYLE.SINGLE_QUOTED:
    case SCALAR_STYLE.DOUBLE_QUOTED:
      return { start: startOf(event), end: event.valueEnd + 1 };
    case SCALAR_STYLE.LITERAL_BLOCK:
    case SCALAR_STYLE.FOLDED_BLOCK:
      return { start: blockHeader(walk, event), end: event.valueEnd };
    default:
      return { start: event.valueStart, end: event.valueEnd };
  }
}

/** The `|` or `>` of a block scalar, on the line before its text. */
function blockHeader(walk: Walk, event: ScalarEvent): number {
  const lineEnd = walk.text.charAt(event.valueStart - 2) === '\r' ? event.valueStart - 2 : event.valueStart - 1;
  const lineStart = Math.max(
    walk.text.lastIndexOf('\n', lineEnd - 1) + 1,
    walk.at,
    event.tagEnd,
    event.anchorEnd,
  );
  const match = /[|>][0-9+-]*(?:[ \t]+#.*)?[ \t]*$/.exec(walk.text.slice(lineStart, lineEnd));
  return match === null ? event.valueStart : lineStart + match.index;
}
