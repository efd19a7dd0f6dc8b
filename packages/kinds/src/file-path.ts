/** Folders of a container that belong to the system; nothing of a service is mounted there. */
const systemFolders = ['/proc', '/sys', '/dev', '/var/run/secrets', '/run/secrets'] as const;

/** Files of a container that the kubelet writes. */
const systemFiles = ['/etc/hosts', '/etc/hostname', '/etc/resolv.conf', '/etc/passwd', '/etc/group'] as const;

/**
 * An absolute path without repeated and trailing slashes; `undefined` where a segment is `.` or `..`
 * or holds a character that no mount path may have (`:`, `\`, control characters).
 */
export function cleanPath(path: string): string | undefined {
  if (/[\\:\u0000-\u001f\u007f]/.test(path)) return undefined;
  const segments = path.split('/').filter((segment) => segment !== '');
  if (segments.some((segment) => segment === '.' || segment === '..')) return undefined;
  return `/${segments.join('/')}`;
}

/** Whether `path` is `folder` or lies in it. Both are clean. */
export function liesIn(path: string, folder: string): boolean {
  return folder === '/' || path === folder || path.startsWith(`${folder}/`);
}

/** The system's folder or file that a clean path would hide, if any. `/dev/shm` is for programs. */
export function systemFolderOf(path: string): string | undefined {
  if (liesIn(path, '/dev/shm')) return undefined;
  return (
    systemFolders.find((folder) => liesIn(path, folder) || liesIn(folder, path)) ??
    systemFiles.find((file) => liesIn(file, path) || liesIn(path, file))
  );
}
