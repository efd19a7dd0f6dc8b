import { OutsideSystemError } from '@fairway/model';

/** What is wrong with a certificate, by the codes of OpenSSL and Node. */
const CERTIFICATE: Readonly<Record<string, string>> = {
  CERT_HAS_EXPIRED: 'its certificate has expired',
  CERT_NOT_YET_VALID: 'its certificate is not valid yet',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'its certificate is signed by itself and not by the authority of the kubeconfig',
  ERR_TLS_CERT_ALTNAME_INVALID: 'its certificate is for another host',
  SELF_SIGNED_CERT_IN_CHAIN: 'its certificate comes from an authority that the kubeconfig does not name',
  UNABLE_TO_GET_ISSUER_CERT: 'its certificate comes from an authority that the kubeconfig does not name',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY:
    'its certificate comes from an authority that the kubeconfig does not name',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'its certificate comes from an authority that the kubeconfig does not name',
  ERR_SSL_WRONG_VERSION_NUMBER: 'it does not speak TLS',
  EPROTO: 'the TLS connection failed',
};

/** Why there is no connection, by the codes of the system. */
const CONNECTION: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'nothing listens there',
  ECONNRESET: 'the connection was cut',
  EAI_AGAIN: 'its name cannot be resolved just now',
  EHOSTUNREACH: 'there is no way to that host',
  ENETUNREACH: 'there is no way to that network',
  ENOTFOUND: 'there is no such host',
  EPIPE: 'the connection was cut',
};

/** The failure of a connection as one sentence that names the server, with a stable code. */
export function connectionFailure(server: string, error: unknown): OutsideSystemError {
  const code = codeOf(error);
  const certificate = CERTIFICATE[code];
  if (certificate !== undefined || /^ERR_(?:SSL|TLS)_|CERT|^ERR_OSSL/.test(code)) {
    const reason = certificate ?? `TLS failed with ${code}`;
    return new OutsideSystemError('cluster-tls', `${server} cannot be trusted: ${reason}.`, error);
  }
  if (code === 'ETIMEDOUT') return tooSlow(server, undefined, error);
  const reason = CONNECTION[code] ?? (code === '' ? messageOf(error) : `it failed with ${code}`);
  return new OutsideSystemError('cluster-unreachable', `${server} cannot be reached: ${reason}.`, error);
}

/** The cluster did not answer in time. */
export function tooSlow(server: string, seconds?: number, cause?: unknown): OutsideSystemError {
  const time = seconds === undefined ? 'in time' : `within ${seconds} seconds`;
  return new OutsideSystemError('cluster-timeout', `${server} did not answer ${time}.`, cause);
}

/** Whoever answers is no API server. */
export function notKubernetes(server: string, found: string): OutsideSystemError {
  return new OutsideSystemError(
    'cluster-not-kubernetes',
    `${server} does not answer as a Kubernetes API server does: ${found}.`,
  );
}

/** The API server does not accept who asks. */
export function refusedCredentials(server: string): OutsideSystemError {
  const message = `${server} refuses the credentials, because they are wrong or have expired.`;
  return new OutsideSystemError('cluster-credentials', message);
}

/** The kubeconfig's credential plugin has nothing to show. */
export function noCredentials(server: string, reason: string, cause: unknown): OutsideSystemError {
  const message = `There are no credentials for ${server}, because ${reason}.`;
  return new OutsideSystemError('cluster-credentials', message, cause);
}

/** A kubeconfig cannot be used. */
export function badKubeconfig(message: string, cause?: unknown): OutsideSystemError {
  return new OutsideSystemError('kubeconfig-invalid', message, cause);
}

/** The code that the system gave an error; empty if none. Node collects those of several addresses of a host. */
function codeOf(error: unknown): string {
  if (error instanceof AggregateError) return codeOf(error.errors[0]);
  if (!(error instanceof Error) || !('code' in error)) return '';
  return typeof error.code === 'string' ? error.code : '';
}

/** The first line of what an error says. */
export function messageOf(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  return text.split('\n', 1)[0]?.slice(0, 300).replace(/\.$/, '') ?? '';
}
