import { failure, type JsonObject, Opaque } from '../values.ts';
import type { Library } from './overload.ts';

/** What the API server reads of a URL. */
interface UrlParts {
  readonly scheme: string;
  readonly opaque: string;
  readonly user: string;
  readonly host: string;
  readonly path: string;
  readonly query: string;
}

/** A URL. */
export class Url extends Opaque {
  readonly typeName = 'kubernetes.URL';
  readonly parts: UrlParts;
  readonly text: string;
  constructor(text: string, parts: UrlParts) {
    super();
    this.text = text;
    this.parts = parts;
  }
  override equals(other: Opaque): boolean {
    return other instanceof Url && this.text === other.text;
  }
}

const BAD_ESCAPE = /%(?![0-9a-fA-F]{2})/;
const HOST = /^[A-Za-z0-9\-._~!$&'()*+,;=:"<>%\u0080-\u{10ffff}]*$/u;

/** Reads an absolute URL or an absolute path, without a fragment, as requests carry them; the reason if it is none. */
export function readUrl(text: string): UrlParts | string {
  const invalid = (why: string): string => `parse ${JSON.stringify(text)}: ${why}`;
  if (/[\u0000-\u001f\u007f]/.test(text)) return invalid('net/url: invalid control character in URL');
  if (text === '') return invalid('empty url');
  if (text === '*') return { scheme: '', opaque: '', user: '', host: '', path: '*', query: '' };
  const colon = /^([^:/?#]*):/.exec(text);
  let scheme = '';
  if (colon !== null) {
    const name = colon[1] ?? '';
    if (name === '') return invalid('missing protocol scheme');
    if (/^[A-Za-z][A-Za-z0-9+.-]*$/.test(name)) scheme = name.toLowerCase();
  }
  let rest = scheme === '' ? text : text.slice(scheme.length + 1);
  const mark = rest.indexOf('?');
  const query = mark === -1 ? '' : rest.slice(mark + 1);
  if (mark !== -1) rest = rest.slice(0, mark);
  if (!rest.startsWith('/')) {
    if (scheme === '') return invalid('invalid URI for request');
    return { scheme, opaque: rest, user: '', host: '', path: '', query };
  }
  let authority = '';
  if (rest.startsWith('//') && scheme !== '') {
    const end = rest.indexOf('/', 2);
    authority = rest.slice(2, end === -1 ? undefined : end);
    rest = end === -1 ? '' : rest.slice(end);
  }
  const place = readAuthority(authority);
  if (typeof place === 'string') return invalid(place);
  if (BAD_ESCAPE.test(rest)) return invalid('invalid URL escape');
  return { scheme, opaque: '', ...place, path: rest, query };
}

function readAuthority(text: string): { readonly user: string; readonly host: string } | string {
  const at = text.lastIndexOf('@');
  const user = text.slice(0, Math.max(at, 0));
  const host = text.slice(at + 1);
  if (/[^A-Za-z0-9\-._:~!$&'()*+,;=%@]/.test(user) || BAD_ESCAPE.test(user)) return 'net/url: invalid userinfo';
  if (host.startsWith('[')) {
    const close = host.lastIndexOf(']');
    if (close === -1) return "missing ']' in host";
    return /^(?::\d*)?$/.test(host.slice(close + 1)) ? { user, host } : 'invalid port after host';
  }
  const port = host.lastIndexOf(':');
  if (port !== -1 && !/^\d*$/.test(host.slice(port + 1))) return 'invalid port after host';
  if (!HOST.test(host)) return 'invalid character in host name';
  for (const [escape] of host.matchAll(/%.{0,2}/gs)) {
    const byte = /^%[0-9a-fA-F]{2}$/.test(escape) ? Number.parseInt(escape.slice(1), 16) : 0;
    if (byte < 0x80) return `invalid URL escape ${JSON.stringify(escape)}`;
  }
  return { user, host: host.includes('%') ? unescape(host) : host };
}

/** Percent escapes replaced, as text. */
function unescape(text: string): string {
  const bytes: number[] = [];
  for (const [part, hex] of text.matchAll(/%([0-9a-fA-F]{2})|[^]/gu)) {
    if (hex === undefined) bytes.push(...new TextEncoder().encode(part));
    else bytes.push(Number.parseInt(hex, 16));
  }
  return new TextDecoder().decode(Uint8Array.from(bytes));
}

function urlOf(text: string): Url {
  const request = readUrl(text);
  if (typeof request === 'string') throw failure(`URL parse error during conversion from string: ${request}`);
  const hash = text.indexOf('#');
  const parts = hash === -1 ? request : readUrl(text.slice(0, hash));
  if (typeof parts === 'string') throw failure(`URL parse error during conversion from string: ${parts}`);
  return new Url(text, parts);
}

function hostname({ parts }: Url): string {
  const { host } = parts;
  if (host.startsWith('[')) return host.slice(1, host.indexOf(']'));
  const port = host.lastIndexOf(':');
  return port === -1 ? host : host.slice(0, port);
}

function port({ parts }: Url): string {
  return /(?:^|[^:\]]|\]):(\d+)$/.exec(parts.host)?.[1] ?? '';
}

/** A path's escapes as it was written if that is sound, otherwise as they should be. */
function escapedPath({ parts }: Url): string {
  if (/^(?:[A-Za-z0-9\-._~!$&'()*+,;=:@/[\]]|%[0-9a-fA-F]{2})*$/.test(parts.path)) return parts.path;
  const bytes = new TextEncoder().encode(unescape(parts.path));
  let result = '';
  for (const byte of bytes) {
    const character = String.fromCharCode(byte);
    result += /[A-Za-z0-9\-._~$&+,/:;=@]/.test(character)
      ? character
      : `%${byte.toString(16).toUpperCase().padStart(2, '0')}`;
  }
  return result;
}

function query({ parts }: Url): JsonObject {
  const result: Record<string, string[]> = Object.create(null) as Record<string, string[]>;
  for (const pair of parts.query.split('&')) {
    if (pair === '' || pair.includes(';')) continue;
    const equals = pair.indexOf('=');
    const [key, value] = equals === -1 ? [pair, ''] : [pair.slice(0, equals), pair.slice(equals + 1)];
    if (BAD_ESCAPE.test(pair)) continue;
    (result[unescape(key.replaceAll('+', ' '))] ??= []).push(unescape(value.replaceAll('+', ' ')));
  }
  return result;
}

/** URLs. */
export const urls: Library = {
  name: 'URLs',
  since: 23,
  functions: [
    ['url', '(string) -> URL', urlOf],
    ['isURL', '(string) -> bool', (text: string) => typeof readUrl(text) !== 'string'],
    ['getScheme', 'URL.() -> string', ({ parts }: Url) => parts.scheme],
    ['getHost', 'URL.() -> string', ({ parts }: Url) => parts.host],
    ['getHostname', 'URL.() -> string', hostname],
    ['getPort', 'URL.() -> string', port],
    ['getEscapedPath', 'URL.() -> string', escapedPath],
    ['getQuery', 'URL.() -> map(string, list(string))', query],
  ],
};
