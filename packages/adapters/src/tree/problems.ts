import { diagnostic, fileStart } from '@fairway/model';
import type { Diagnostic } from '@fairway/model';

/** A path as it may be printed: control characters are escaped. */
export function printable(path: string): string {
  return path.replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029]/gu, (character) => {
    return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
  });
}

/** Makes an error about a whole file, folder, or revision. */
export function problem(code: string, path: string, message: string, fix: string): Diagnostic {
  return diagnostic({ code, message, fix }, fileStart(printable(path)));
}

/** FWY1020: no organization here. */
export function noOrganization(place: string, detail: string, fix: string): Diagnostic {
  return problem('FWY1020', place, detail, fix);
}

/** FWY1021: a symbolic link leads out of the organization. */
export function linkLeaves(path: string): Diagnostic {
  return problem(
    'FWY1021',
    path,
    `${printable(path)} is a symbolic link that leaves the organization, so it is not followed.`,
    'Copy what it points to into the organization, or name that folder as an application repository.',
  );
}

/** FWY1022: the file or folder is there but cannot be read. */
export function unreadable(path: string, reason: string): Diagnostic {
  return problem(
    'FWY1022',
    path,
    `${printable(path)} cannot be read: ${reason}.`,
    'Give yourself permission to read it, repair it, or remove it.',
  );
}

/** FWY1023: a folder where a file is expected, or the other way round. */
export function wrongEntry(path: string, expected: 'file' | 'folder'): Diagnostic {
  const found = expected === 'file' ? 'folder' : 'file';
  return problem(
    'FWY1023',
    path,
    `${printable(path)} is a ${found}; a ${expected} is expected.`,
    expected === 'file'
      ? 'Rename the folder so that it does not end like a document, or put the file in its place.'
      : 'Move the file into a folder of that name.',
  );
}

/** FWY1024: a pipe, socket, or device. It is never opened. */
export function specialFile(path: string): Diagnostic {
  return problem(
    'FWY1024',
    path,
    `${printable(path)} is a pipe, socket, or device, not a file; it is not opened.`,
    'Put a regular file in its place, or remove it.',
  );
}

/** FWY1025: a name that cannot be printed or is not UTF-8. */
export function unusableName(path: string): Diagnostic {
  return problem(
    'FWY1025',
    path,
    `The name ${printable(path)} holds control characters or is not UTF-8.`,
    'Rename it; letters, digits, `-`, `_`, and `.` always work.',
  );
}

/** FWY1026: an application repository that was named is not there. */
export function noRoot(path: string, detail: string): Diagnostic {
  return problem('FWY1026', path, detail, 'Name a folder that exists.');
}

/** FWY1028: a Git submodule inside the organization; its files are not in the revision. */
export function submodule(path: string): Diagnostic {
  return problem(
    'FWY1028',
    path,
    `${printable(path)} is a Git submodule; its files are not part of the revision.`,
    'Keep the files in the repository itself, or name a checkout of it as an application repository.',
  );
}

/** FWY1009: more than 10 MiB. */
export function tooLarge(path: string): Diagnostic {
  return problem(
    'FWY1009',
    path,
    `${printable(path)} is larger than 10 MiB, the most that one file may hold.`,
    'Split it into smaller files, or move it out of the organization if it is not intent.',
  );
}
