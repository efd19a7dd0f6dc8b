import { remembered } from './remembered.ts';

/** Folders of a container that belong to the system; nothing of a service is mounted there. */
const systemFolders = ['/proc', '/sys', '/dev', '/var/run/secrets', '/run/secrets'] as const;

/** Files of a container that the kubelet writes. */
const systemFiles = ['/etc/hosts', '/etc/hostname', '/etc/resolv.conf', '/etc/passwd', '/etc/group'] as const;

const slash = 0x2f;
const backslash = 0x5c;
const colon = 0x3a;
const lastControl = 0x1f;
const rubout = 0x7f;

/**
 * An absolute path without repeated and trailing slashes; `undefined` where a segment is `.` or `..`
 * or holds a character that no mount path may have (`:`, `\`, control characters).
 */
export function cleanPath(path: string): string | undefined {
  // Nearly all paths are clean as they stand.
  if (path.charCodeAt(0) === slash && hasNamesOnly(path, 1)) return path;
  const segments = path.split('/').filter((segment) => segment !== '');
  return segments.every((segment) => hasNamesOnly(segment, 0)) ? `/${segments.join('/')}` : undefined;
}

/** Whether a text is the name of something in a folder: one segment of a clean path. */
export function isFileName(text: string): boolean {
  return !text.includes('/') && hasNamesOnly(text, 0);
}

/** Whether a clean path could go on with what stands from `start` on. */
function hasNamesOnly(path: string, start: number): boolean {
  let from = start;
  for (let index = start; index < path.length; index += 1) {
    const code = path.charCodeAt(index);
    if (code === slash) {
      if (isNoName(path, from, index)) return false;
      from = index + 1;
    } else if (code === colon || code === backslash || code <= lastControl || code === rubout) return false;
  }
  return !isNoName(path, from, path.length);
}

/** Whether a segment is empty, `.`, or `..`. */
function isNoName(path: string, from: number, to: number): boolean {
  return to === from || (to - from < 3 && path.startsWith('.', from) && path.startsWith('.', to - 1));
}

/** Whether `path` is `folder` or lies in it. Both are clean. */
export function liesIn(path: string, folder: string): boolean {
  if (!path.startsWith(folder)) return false;
  return path.length === folder.length || folder === '/' || path.charCodeAt(folder.length) === slash;
}

/** The system's folder or file that a clean path would hide, if any. `/dev/shm` is for programs. */
export const systemFolderOf = remembered((path): string | undefined => {
  if (liesIn(path, '/dev/shm')) return undefined;
  for (const folder of systemFolders) if (liesIn(path, folder) || liesIn(folder, path)) return folder;
  for (const file of systemFiles) if (liesIn(path, file) || liesIn(file, path)) return file;
  return undefined;
});
