import { rangeOf } from '@fairway/kubernetes';
import { isObject, type Path } from '@fairway/model';
import type { Page } from './text.ts';

/** Whether a document uses anchors, aliases or tags anywhere below its root. */
export function hasAnchors(page: Page): boolean {
  return below(page, page.document.value, []);
}

function below(page: Page, value: unknown, path: Path): boolean {
  if (path.length > 0 && marked(page, path)) return true;
  if (Array.isArray(value)) return value.some((item, index) => below(page, item, [...path, index]));
  return isObject(value) && Object.entries(value).some(([key, item]) => below(page, item, [...path, key]));
}

function marked(page: Page, path: Path): boolean {
  const value = rangeOf(page.document, path);
  const pair = rangeOf(page.document, path, 'pair');
  const key = rangeOf(page.document, path, 'key');
  if (value === undefined || pair === undefined) return true;
  if (page.text.charAt(value.start) === '*') return true;
  const between = page.text.slice(key?.end ?? pair.start, value.start).replaceAll(/#[^\n]*/g, '');
  return /[&!*]/.test(between);
}
