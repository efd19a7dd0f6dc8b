/** The folders of an organization that are read, beside `fairway.yaml`. */
export const AREAS: readonly string[] = ['governance', 'platform', 'releases', 'services'];

/** The file that makes a folder an organization. */
export const ORGANIZATION_FILE = 'fairway.yaml';

/** The largest file that is read, in bytes: 10 MiB. */
export const FILE_LIMIT = 10 * 1024 * 1024;

const DEFINITION_LOCK = 'platform/definition.lock';
const FOREIGN: ReadonlySet<string> = new Set(['platform/rules', 'platform/checks', 'platform/paths']);
const ENDING = /\.(?:ya?ml|json)$/i;

/** Whether a file of this path (relative to the organization) holds documents, by its name alone. */
export function isDocumentFile(path: string): boolean {
  return ENDING.test(path) || path === DEFINITION_LOCK;
}

/** Whether an entry is none of an organization's business: hidden, installed, or of another reader. */
export function isPassedOver(path: string, name: string): boolean {
  return name.startsWith('.') || name === 'node_modules' || FOREIGN.has(path);
}

/** Whether a change at this path (relative to the organization) may change what is read. */
export function belongsToOrganization(path: string): boolean {
  if (path === ORGANIZATION_FILE) return true;
  const segments = path.split('/');
  if (!AREAS.includes(segments[0] ?? '')) return false;
  let here = '';
  for (const segment of segments) {
    here = here === '' ? segment : `${here}/${segment}`;
    if (isPassedOver(here, segment)) return false;
  }
  return true;
}
