import * as http from 'node:http';
import * as https from 'node:https';
import { isObject, OutsideSystemError } from '@fairway/model';
import type { Connection } from './connection.ts';
import {
  badKubeconfig,
  connectionFailure,
  messageOf,
  notKubernetes,
  refusedCredentials,
  tooSlow,
} from './failure.ts';

/** A read; `body` makes it a review, which is created and kept nowhere. */
export interface Question {
  readonly path: string;
  readonly accept?: string;
  readonly body?: object;
}

/** What the API server said: an object, that there is nothing, or that the right is missing. */
export type Reply =
  | { readonly status: 'found'; readonly body: { readonly [key: string]: unknown } }
  | { readonly status: 'missing' }
  | { readonly status: 'forbidden' };

export type Ask = (question: Question) => Promise<Reply>;

const LARGEST = 64 * 1024 * 1024;
const LONGEST = 5_000;

/**
 * Asks over a connection. No request is sent twice, none takes longer than five seconds, and all together,
 * counted from the first, no longer than `milliseconds`.
 */
export function asker(connection: Connection, milliseconds: number): Ask {
  let end: number | undefined;
  return async (question) => {
    end ??= performance.now() + milliseconds;
    const left = Math.min(LONGEST, end - performance.now());
    if (left <= 0) throw tooSlow(connection.server, milliseconds / 1000);
    const { status, text } = await send(connection, question, left);
    return replyOf(connection.server, status, text);
  };
}

interface Response {
  readonly status: number;
  readonly text: string;
}

function send(connection: Connection, question: Question, milliseconds: number): Promise<Response> {
  const { base, options, server } = connection;
  const { accept = 'application/json', body, path } = question;
  const payload = body === undefined ? undefined : JSON.stringify(body);
  const headers = {
    ...options.headers,
    Accept: accept,
    'User-Agent': 'fairway',
    ...(payload === undefined
      ? {}
      : { 'Content-Type': 'application/json', 'Content-Length': Buffer.byteLength(payload) }),
  };
  const method = payload === undefined ? 'GET' : 'POST';
  const target = new URL(`${base.pathname.replace(/\/$/, '')}${path}`, base);
  const request = requestTo(target, connection, { ...options, headers, method });
  return new Promise((resolve, reject) => {
    const fail = (error: unknown): void => {
      clearTimeout(timer);
      request.destroy();
      reject(error instanceof OutsideSystemError ? error : connectionFailure(server, error));
    };
    const timer = setTimeout(() => fail(tooSlow(server, Math.ceil(milliseconds / 1000))), milliseconds);
    request.on('error', fail);
    request.on('response', (response) => {
      const chunks: Buffer[] = [];
      let size = 0;
      response.on('error', fail);
      response.on('data', (chunk: Buffer) => {
        size += chunk.length;
        if (size > LARGEST) fail(notKubernetes(server, `it sent more than ${LARGEST} bytes`));
        else chunks.push(chunk);
      });
      response.on('end', () => {
        clearTimeout(timer);
        resolve({ status: response.statusCode ?? 0, text: Buffer.concat(chunks).toString('utf8') });
      });
    });
    request.end(payload);
  });
}

/** Starts a request. Certificates and tokens are looked at only here. */
function requestTo(target: URL, { base, name }: Connection, options: https.RequestOptions): http.ClientRequest {
  try {
    return (base.protocol === 'http:' ? http : https).request(target, options);
  } catch (error) {
    throw badKubeconfig(
      `The certificates or the token of the context ${name} cannot be used: ${messageOf(error)}.`,
      error,
    );
  }
}

function replyOf(server: string, status: number, text: string): Reply {
  const body = parsed(text);
  // Somebody in between, such as a proxy, answers with pages of its own.
  const isStatus = body?.['kind'] === 'Status' && body['apiVersion'] === 'v1';
  if (status === 401) throw refusedCredentials(server);
  if (status === 403 && isStatus) return { status: 'forbidden' };
  if (status === 404 && (isStatus || text.startsWith('404 page not found'))) return { status: 'missing' };
  if (status >= 200 && status < 300) {
    if (body === undefined) throw notKubernetes(server, 'what it sent is no JSON object');
    return { status: 'found', body };
  }
  if (status >= 500 || status === 429) {
    const said = isStatus && typeof body['message'] === 'string' ? `: ${body['message'].slice(0, 200)}` : '';
    throw new OutsideSystemError(
      'cluster-failed',
      `${server} answered with an error of its own (${status})${said}.`,
    );
  }
  throw notKubernetes(server, `it answered ${status}`);
}

function parsed(text: string): { readonly [key: string]: unknown } | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
