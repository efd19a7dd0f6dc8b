import { isObject } from '@fairway/model';

/** Whether a text could be the manifest of a Secret, also where it cannot be parsed. */
const SECRET = /["']?\bkind["']?\s*:\s*["']?Secret(?:List)?["']?\s*(?:[,}#]|$)/m;

/**
 * A text whose documents that hold Secrets are blank lines, so that no excerpt shows a value of them.
 * Lines keep their numbers.
 */
export function withoutSecretDocuments(text: string): string {
  if (!SECRET.test(text)) return text;
  return text
    .split(/^(?=---(?:\s|$))/m)
    .map((part) => (SECRET.test(part) ? part.replaceAll(/[^\r\n]/g, '') : part))
    .join('');
}

/** Every value of a Secret, also in the form that is not encoded. Nothing for other objects. */
export function* secretValuesOf(value: unknown): Generator<string> {
  if (!isObject(value) || value['kind'] !== 'Secret') return;
  yield* textsOf(value['stringData']);
  for (const text of textsOf(value['data'])) {
    yield text;
    yield Buffer.from(text, 'base64').toString('utf8');
  }
  const { metadata } = value;
  // kubectl keeps the whole Secret in an annotation.
  if (isObject(metadata)) yield* textsOf(metadata['annotations']);
}

function* textsOf(value: unknown): Generator<string> {
  if (typeof value === 'string') {
    yield value;
    if (value.includes('\n')) yield* value.split('\n').filter((line) => line.trim() !== '');
  } else if (typeof value === 'number') yield String(value);
  else if (typeof value === 'object' && value !== null)
    for (const inner of Object.values(value)) yield* textsOf(inner);
}

/** Whether a field of an object is a value of a Secret, so that nothing may be said of what it holds. */
export function isSecretValue(value: unknown, fieldPath: string): boolean {
  return isObject(value) && value['kind'] === 'Secret' && /^(?:data|stringData)\b/.test(fieldPath);
}
