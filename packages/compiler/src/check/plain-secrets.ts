import {
  diagnostic,
  findPlainSecrets,
  findPlainSecretsIn,
  isObject,
  type Diagnostic,
  type Path,
  type PlainSecret,
  type SourceDocument,
} from '@fairway/model';
import { pathText } from '../validate/validate.ts';

const WHY = 'these files are read by many and kept for ever, so they hold no secrets';

/**
 * FWY3250 for every secret in plain text in a document: in variables, files, and arguments, but also in
 * descriptions, annotations, patches, names, and the name of the file.
 *
 * @param takesSecrets whether the document's kind has the field `secrets`.
 */
export function checkPlainSecrets(document: SourceDocument, takesSecrets: boolean): Diagnostic[] {
  const { value, file, locate } = document;
  const inFileName = document.index === 0 ? findPlainSecrets('', file) : undefined;
  const found = findPlainSecretsIn(value);
  if (found.length === 0 && inFileName === undefined) return [];
  const diagnostics = found.map((secret) => {
    const { path, part, reason } = secret;
    const what = part === 'key' ? `a name in ${placeText(path.slice(0, -1))}` : placeText(path);
    const fix = takesSecrets ? adviceFor(value, secret) : ADVICE;
    return diagnostic({ code: 'FWY3250', message: `${what} ${reason}; ${WHY}`, fix }, locate(path, part));
  });
  if (inFileName !== undefined) {
    const message = `the name of this file ${inFileName}; ${WHY}`;
    diagnostics.push(diagnostic({ code: 'FWY3250', message, fix: 'rename the file' }, locate([])));
  }
  return diagnostics;
}

const ADVICE =
  'put the value into the secret store and remove it here; a service names it with secrets: [{name: NAME, path: SYSTEM/{environment}/NAME}]';

function placeText(path: Path): string {
  return path.length === 0 ? 'this document' : pathText(path);
}

/** How a workload reads the same value from the store: as a variable where it is one, else as a file. */
function adviceFor(value: unknown, { path, part }: PlainSecret): string {
  const { metadata, spec } = (isObject(value) ? value : {}) as { readonly [key: string]: unknown };
  const name = textOf(metadata, 'name') ?? 'NAME';
  // A path begins with whose it is: the system, the team, or the service.
  const first = textOf(spec, 'system') ?? textOf(spec, 'owner') ?? name;
  const secret = `name: ${name}, path: ${first}/{environment}/${name}`;
  const variable = path.at(-1);
  if (part === 'value' && path.at(-2) === 'env' && typeof variable === 'string') {
    const key = variable.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-');
    return `put the value into the secret store, remove the line, and write secrets: [{${secret}, as: env, keys: {${variable}: ${key}}}]`;
  }
  return `put the value into the secret store, write secrets: [{${secret}, as: file}], and let the program read /etc/${name}/secrets/${name}/`;
}

function textOf(value: unknown, field: string): string | undefined {
  const found = isObject(value) ? value[field] : undefined;
  return typeof found === 'string' && /^[a-z][a-z0-9-]{0,40}$/.test(found) ? found : undefined;
}
