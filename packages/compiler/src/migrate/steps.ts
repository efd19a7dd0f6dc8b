import { isObject, valueAt, type ConversionStep, type Path } from '@fairway/model';
import { stepPath } from '../schema/steps.ts';
import { movePair, removePair, renameKey, replaceScalar } from './pairs.ts';
import { mustRange, replaced, sliceOf, standsAlone, Unwritable, type Page } from './text.ts';

/**
 * The text after the first place where a step has something to do, below `base` (`spec`, or an environment);
 * `undefined` where it has nothing left to do.
 */
export function stepOnce(page: Page, base: Path, step: ConversionStep): string | undefined {
  switch (step.step) {
    case 'rename':
    case 'move':
      return moveOnce(page, base, stepPath(step.from), stepPath(step.to));
    case 'mapValues': {
      for (const path of placesOf(page, base, stepPath(step.path))) {
        const value = valueAt(page.document.value, path);
        const word =
          typeof value === 'string' && Object.hasOwn(step.values, value) ? step.values[value] : undefined;
        if (word !== undefined && word !== value) return replaceScalar(page, path, word);
      }
      return undefined;
    }
    case 'split':
      return joinOnce(page, base, step);
  }
}

function moveOnce(page: Page, base: Path, from: readonly string[], to: readonly string[]): string | undefined {
  for (const place of placesOf(page, base, from)) {
    const indices = place.filter((segment) => typeof segment === 'number');
    const target = [...base, ...to.map((name) => (name === '[]' ? (indices.shift() ?? 0) : name))];
    if (valueAt(page.document.value, target) !== undefined) {
      throw new Unwritable(`both ${place.join('.')} and ${target.join('.')} are set`);
    }
    const siblings =
      place.length === target.length && place.slice(0, -1).every((segment, index) => segment === target[index]);
    return siblings ? renameKey(page, place, String(target.at(-1))) : movePair(page, place, target);
  }
  return undefined;
}

/** `{type: queue, name: x}` → `{queue: x}`: the new entry takes the place of the one that is harder to take away. */
function joinOnce(
  page: Page,
  base: Path,
  step: Extract<ConversionStep, { step: 'split' }>,
): string | undefined {
  for (const place of placesOf(page, base, stepPath(step.at))) {
    const entry = valueAt(page.document.value, place);
    if (!isObject(entry) || !Object.hasOwn(entry, step.value)) continue;
    const selector = entry[step.selector];
    const field =
      typeof selector === 'string' && Object.hasOwn(step.into, selector) ? step.into[selector] : undefined;
    if (field === undefined) continue;
    const selectorPath = [...place, step.selector];
    const valuePath = [...place, step.value];
    const pair = mustRange(page, selectorPath, 'pair');
    if (standsAlone(page.text, pair.start) || pair.start > mustRange(page, valuePath, 'pair').start) {
      const [first, second] = orderedBack(page, selectorPath, valuePath);
      return first === selectorPath
        ? removeThenRename(page, second, first, field)
        : renameThenRemove(page, first, second, field);
    }
    const text = replaced(page.text, pair, `${field}: ${sliceOf(page, mustRange(page, valuePath))}`);
    const shifted = { ...page, text: page.text };
    return withoutLater(shifted, valuePath, pair.end, text);
  }
  return undefined;
}

/** The two paths, the one that stands later in the text first. */
function orderedBack(page: Page, a: Path, b: Path): readonly [Path, Path] {
  return mustRange(page, a, 'pair').start > mustRange(page, b, 'pair').start ? [a, b] : [b, a];
}

/** The selector stands later: taken away first, so the earlier key's place does not move. */
function removeThenRename(page: Page, value: Path, selector: Path, field: string): string {
  const key = mustRange(page, value, 'key');
  return replaced(removePair(page, selector), key, field);
}

/** The value stands later: its key changes first, so the earlier selector's place does not move. */
function renameThenRemove(page: Page, value: Path, selector: Path, field: string): string {
  const key = mustRange(page, value, 'key');
  const removed = removePair(page, selector);
  const shift = page.text.length - removed.length;
  return replaced(removed, { start: key.start - shift, end: key.end - shift }, field);
}

/** Takes away a later entry from the text in which an earlier one has been replaced already. */
function withoutLater(page: Page, path: Path, before: number, edited: string): string {
  const removed = removePair(page, path);
  const head = edited.slice(0, before + (edited.length - page.text.length));
  return head + removed.slice(before);
}

/** The concrete paths that a step's path leads to, where something stands. */
function placesOf(page: Page, base: Path, path: readonly string[]): Path[] {
  const root = valueAt(page.document.value, base);
  const found: Path[] = [];
  const walk = (value: unknown, at: Path, rest: readonly string[]): void => {
    const [name, ...below] = rest;
    if (name === undefined) {
      found.push(at);
    } else if (name === '[]') {
      if (Array.isArray(value)) for (const [index, item] of value.entries()) walk(item, [...at, index], below);
    } else if (isObject(value) && Object.hasOwn(value, name)) walk(value[name], [...at, name], below);
  };
  walk(root, base, path);
  return found;
}
