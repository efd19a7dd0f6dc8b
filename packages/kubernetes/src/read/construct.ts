import type { Event, MappingEvent, ScalarEvent, SequenceEvent } from 'js-yaml';
import { EVENT_ID, getScalarValue, SCALAR_STYLE } from 'js-yaml';
import { plainScalar } from './plain-scalar.ts';
import type { ReadProblem } from './problem.ts';

/** The value of one document with what is wrong in it. */
export interface Constructed {
  readonly value: unknown;
  /** Nothing but comments, or nothing at all. */
  readonly empty: boolean;
  /** Too large to hand on: aliases expand to more than the limit of nodes. */
  readonly tooLarge: boolean;
}

interface Anchor {
  readonly value: unknown;
  readonly nodes: number;
  readonly open: boolean;
}

/** Where the construction of a run of documents stands. */
export interface Construction {
  readonly text: string;
  readonly events: readonly Event[];
  next: number;
  /** Nodes of the document so far, aliases expanded. */
  nodes: number;
  aliases: number;
  anchors: Map<string, Anchor> | undefined;
  readonly maximumNodes: number;
  readonly maximumProblems: number;
  readonly problems: ReadProblem[];
}

const CORE = 'tag:yaml.org,2002:';

/**
 * Builds the value of the next document from parser events, in the core schema of YAML 1.2.
 * Duplicate keys, merge keys, keys that are no strings, custom tags and aliases that expand
 * too far become problems; the construction goes on, so that one pass finds them all.
 */
export function constructDocument(state: Construction): Constructed {
  state.next++;
  state.nodes = 0;
  state.aliases = 0;
  state.anchors = undefined;
  const first = state.events[state.next];
  const empty = first?.type === EVENT_ID.SCALAR && first.valueStart === -1 && first.tagStart === -1;
  const value = constructNode(state);
  state.next++;
  const tooLarge = state.nodes > state.maximumNodes;
  if (tooLarge) reportSize(state, first);
  return { value, empty, tooLarge };
}

function reportSize(state: Construction, first: Event | undefined): void {
  const start = first === undefined ? 0 : startOf(first);
  const limit = String(state.maximumNodes).replaceAll(/\B(?=(\d{3})+$)/g, ',');
  if (state.aliases > 0) {
    const message = `the aliases of this document expand to more than ${limit} values`;
    problem(state, {
      code: 'FWY1008',
      message,
      start,
      end: start + 1,
      fix: 'Write out what is needed instead of nesting aliases.',
    });
  } else {
    const message = `this document holds more than ${limit} values`;
    problem(state, {
      code: 'FWY1009',
      message,
      start,
      end: start + 1,
      fix: 'Split it into several documents.',
    });
  }
}

function problem(state: Construction, found: ReadProblem): void {
  if (state.problems.length < state.maximumProblems) state.problems.push(found);
}

function constructNode(state: Construction): unknown {
  const event = state.events[state.next++];
  state.nodes++;
  switch (event?.type) {
    case EVENT_ID.SCALAR: {
      const value = scalar(state, event);
      if (event.anchorStart !== -1) setAnchor(state, event, value, 1, false);
      return value;
    }
    case EVENT_ID.MAPPING:
      return mapping(state, event);
    case EVENT_ID.SEQUENCE:
      return sequence(state, event);
    case EVENT_ID.ALIAS:
      return alias(state, event.anchorStart, event.anchorEnd);
    default:
      return null;
  }
}

function scalar(state: Construction, event: ScalarEvent): unknown {
  const source = getScalarValue(state.text, event);
  if (event.tagStart !== -1) return taggedScalar(state, event, source);
  return event.style === SCALAR_STYLE.PLAIN ? plainScalar(source) : source;
}

function taggedScalar(state: Construction, event: ScalarEvent, source: string): unknown {
  const name = coreTag(state.text.slice(event.tagStart, event.tagEnd));
  if (name === 'str') return source;
  const value = plainScalar(source);
  const integer = typeof value === 'number' && Number.isInteger(value);
  if (name === 'int' && integer) return value;
  if (name === 'float' && typeof value === 'number') return value;
  if (name === 'bool' && typeof value === 'boolean') return value;
  if (name === 'null' && value === null) return value;
  if ((name === 'map' || name === 'seq') && source === '') return name === 'map' ? {} : [];
  reportTag(state, event, name === undefined ? undefined : source);
  return source;
}

/** `str`, `int`, … for a tag of the core schema; `undefined` for every other. */
function coreTag(raw: string): string | undefined {
  if (raw === '!') return 'str';
  const name = raw.startsWith('!!')
    ? raw.slice(2)
    : raw.startsWith(`!<${CORE}`)
      ? raw.slice(2 + CORE.length, -1)
      : '';
  return ['str', 'int', 'float', 'bool', 'null', 'map', 'seq'].includes(name) ? name : undefined;
}

function reportTag(
  state: Construction,
  event: ScalarEvent | MappingEvent | SequenceEvent,
  value?: string,
): void {
  const tag = state.text.slice(event.tagStart, event.tagEnd);
  const message =
    value === undefined
      ? `the tag ${tag} is not supported`
      : `${JSON.stringify(value.slice(0, 40))} cannot be read as ${tag}`;
  problem(state, {
    code: 'FWY1013',
    message,
    start: event.tagStart,
    end: event.tagEnd,
    fix: `Remove the tag ${tag}.`,
  });
}

function mapping(state: Construction, event: MappingEvent): unknown {
  if (event.tagStart !== -1 && coreTag(state.text.slice(event.tagStart, event.tagEnd)) !== 'map')
    reportTag(state, event);
  const before = state.nodes;
  const result: Record<string, unknown> = {};
  if (event.anchorStart !== -1) setAnchor(state, event, result, 0, true);
  const firstKey = state.next;
  while (state.events[state.next]?.type !== EVENT_ID.POP) {
    const keyEvent = state.next;
    const key = mappingKey(state);
    const value = constructNode(state);
    if (key === undefined) continue;
    if (Object.hasOwn(result, key)) reportDuplicate(state, key, firstKey, keyEvent);
    result[key] = value;
  }
  state.next++;
  if (event.anchorStart !== -1) setAnchor(state, event, result, state.nodes - before + 1, false);
  return result;
}

function sequence(state: Construction, event: SequenceEvent): unknown {
  if (event.tagStart !== -1 && coreTag(state.text.slice(event.tagStart, event.tagEnd)) !== 'seq')
    reportTag(state, event);
  const before = state.nodes;
  const result: unknown[] = [];
  if (event.anchorStart !== -1) setAnchor(state, event, result, 0, true);
  while (state.events[state.next]?.type !== EVENT_ID.POP) result.push(constructNode(state));
  state.next++;
  if (event.anchorStart !== -1) setAnchor(state, event, result, state.nodes - before + 1, false);
  return result;
}

/** Reads a key; `undefined` where its value must not be kept. */
function mappingKey(state: Construction): string | undefined {
  const event = state.events[state.next];
  if (event?.type === EVENT_ID.SCALAR && event.tagStart === -1 && event.anchorStart === -1) {
    state.next++;
    const source = getScalarValue(state.text, event);
    if (event.style === SCALAR_STYLE.PLAIN) {
      if (source === '<<') return reportMerge(state, event);
      if (typeof plainScalar(source) !== 'string') reportKey(state, event, source);
    }
    return source === '__proto__' ? reportPrototype(state, startOf(event)) : source;
  }
  const value = constructNode(state);
  const start = event === undefined ? 0 : startOf(event);
  if (typeof value !== 'string') {
    const message = 'a key must be a string, not a list, an object or another value';
    problem(state, {
      code: 'FWY1012',
      message,
      start,
      end: start + 1,
      fix: 'Write the key as a quoted string; put text such as {{ x }} in quotes.',
    });
    return undefined;
  }
  if (value === '__proto__') return reportPrototype(state, start);
  return value;
}

function reportMerge(state: Construction, event: ScalarEvent): undefined {
  const message = 'merge keys (<<) are not part of YAML 1.2 and are not read';
  const fix = 'Write out the merged fields, or use an alias for a whole value.';
  problem(state, { code: 'FWY1011', message, start: event.valueStart, end: event.valueEnd, fix });
  return undefined;
}

function reportPrototype(state: Construction, start: number): undefined {
  const message = 'the key "__proto__" is not allowed';
  problem(state, { code: 'FWY1012', message, start, end: start + 9, fix: 'Rename the key.' });
  return undefined;
}

function reportKey(state: Construction, event: ScalarEvent, source: string): void {
  const quoted = `"${source}"`;
  if (source === '') {
    const next = state.events[state.next];
    const start =
      event.valueStart === -1 ? (next === undefined ? 0 : Math.max(startOf(next), 0)) : event.valueStart;
    const message = 'a key is missing before the colon';
    problem(state, {
      code: 'FWY1012',
      message,
      start,
      end: start + 1,
      fix: 'Write a key; text such as {{ x }} needs quotes.',
    });
    return;
  }
  const value = plainScalar(source);
  const type = value === null ? 'null' : typeof value;
  problem(state, {
    code: 'FWY1012',
    message: `the key ${source} is read as a ${type}; keys are strings`,
    start: event.valueStart,
    end: event.valueEnd,
    fix: `Quote it: ${quoted}.`,
    newText: quoted,
  });
}

function reportDuplicate(state: Construction, key: string, firstKey: number, keyEvent: number): void {
  if (state.problems.length >= state.maximumProblems) return;
  const again = state.events[keyEvent];
  const first = findKey(state, key, firstKey);
  const start = again === undefined ? 0 : startOf(again);
  const end = again?.type === EVENT_ID.SCALAR ? again.valueEnd : start + 1;
  const message = `the key ${JSON.stringify(key)} stands twice in the same object`;
  const fix = 'Keep one of the two.';
  const related = { message: 'the first one is here', start: first };
  problem(state, { code: 'FWY1004', message, start, end, related, fix });
}

/** Offset of the first key of that name among the entries that begin at an event. */
function findKey(state: Construction, key: string, firstKey: number): number {
  let depth = 0;
  let isKey = true;
  for (let index = firstKey; index < state.events.length; index++) {
    const event = state.events[index];
    if (event === undefined) break;
    if (event.type === EVENT_ID.POP) {
      depth--;
      if (depth === 0) isKey = !isKey;
      continue;
    }
    if (depth === 0 && isKey && event.type === EVENT_ID.SCALAR && getScalarValue(state.text, event) === key)
      return startOf(event);
    if (event.type === EVENT_ID.MAPPING || event.type === EVENT_ID.SEQUENCE) depth++;
    else if (depth === 0) isKey = !isKey;
  }
  return 0;
}

function setAnchor(
  state: Construction,
  event: ScalarEvent | MappingEvent | SequenceEvent,
  value: unknown,
  nodes: number,
  open: boolean,
): void {
  state.anchors ??= new Map();
  state.anchors.set(state.text.slice(event.anchorStart, event.anchorEnd), { value, nodes, open });
}

function alias(state: Construction, start: number, end: number): unknown {
  const name = state.text.slice(start, end);
  const anchor = state.anchors?.get(name);
  state.aliases++;
  if (anchor === undefined) {
    const message = `*${name} refers to an anchor that is not defined above it`;
    problem(state, {
      code: 'FWY1003',
      message,
      start: start - 1,
      end,
      fix: `Define &${name} first, or quote the text.`,
    });
    return null;
  }
  if (anchor.open) {
    const message = `*${name} stands inside the value it refers to and would never end`;
    problem(state, { code: 'FWY1008', message, start: start - 1, end, fix: 'Remove the alias.' });
    return null;
  }
  state.nodes += anchor.nodes - 1;
  return anchor.value;
}

/** Offset at which an event's text begins; quotes count, tags and anchors do not. */
export function startOf(event: Event): number {
  switch (event.type) {
    case EVENT_ID.SCALAR:
      return event.style === SCALAR_STYLE.SINGLE_QUOTED || event.style === SCALAR_STYLE.DOUBLE_QUOTED
        ? event.valueStart - 1
        : event.valueStart;
    case EVENT_ID.MAPPING:
    case EVENT_ID.SEQUENCE:
      return event.start;
    case EVENT_ID.ALIAS:
      return event.anchorStart - 1;
    default:
      return 0;
  }
}
