import { remembered } from './remembered.ts';

/** A container image reference, taken apart. */
export interface ImageReference {
  /** Registry and repository: `registry.example.com/shop/web`; `docker.io/library/nginx` for `nginx`. */
  readonly repository: string;
  readonly tag?: string;
  /** `<algorithm>:<hexadecimal>`, whatever its length. */
  readonly digest?: string;
}

const path = /^[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*(?:\/[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*)*$/;
const host = /^[a-zA-Z0-9](?:[a-zA-Z0-9.-]*[a-zA-Z0-9])?(?::[0-9]{1,5})?$/;

/** Reads an image reference (OCI distribution grammar); `undefined` where it is none. */
export function parseImage(text: string): ImageReference | undefined {
  if (text.length > 512) return undefined;
  const at = text.indexOf('@');
  const digest = at === -1 ? undefined : text.slice(at + 1);
  if (digest !== undefined && !isSha256Digest(digest) && !/^[a-z0-9]+:[0-9a-zA-Z]+$/.test(digest))
    return undefined;
  const name = at === -1 ? text : text.slice(0, at);
  const colon = name.lastIndexOf(':');
  const tagged = colon > name.lastIndexOf('/');
  const tag = tagged ? name.slice(colon + 1) : undefined;
  if (tag !== undefined && !/^\w[\w.-]{0,127}$/.test(tag)) return undefined;
  const repository = withRegistry(tagged ? name.slice(0, colon) : name);
  if (repository === undefined) return undefined;
  if (tag === undefined) return digest === undefined ? { repository } : { repository, digest };
  return digest === undefined ? { repository, tag } : { repository, tag, digest };
}

const withRegistry = remembered((name): string | undefined => {
  const slash = name.indexOf('/');
  const first = slash === -1 ? '' : name.slice(0, slash);
  if (!/[.:]/.test(first) && first !== 'localhost') {
    if (!path.test(name)) return undefined;
    return slash === -1 ? `docker.io/library/${name}` : `docker.io/${name}`;
  }
  return host.test(first) && path.test(name.slice(slash + 1)) ? name : undefined;
});

const sha256Start = 'sha256:';
const sha256Length = sha256Start.length + 64;

/** Whether a digest is a SHA-256 of the right length: 64 hexadecimal digits in lower case. */
export function isSha256Digest(digest: string): boolean {
  if (digest.length !== sha256Length || !digest.startsWith(sha256Start)) return false;
  for (let index = sha256Start.length; index < sha256Length; index += 1) {
    const code = digest.charCodeAt(index);
    const isDigit = code >= 0x30 && code <= 0x39;
    const isLetter = code >= 0x61 && code <= 0x66;
    if (!isDigit && !isLetter) return false;
  }
  return true;
}
