import type { Access } from './client.ts';

/** A kubeconfig with one cluster and one user; every value is JSON, which YAML readers accept. */
export function kubeconfigOf(access: Access, user = 'admin'): string {
  const base64 = (text: string): string => Buffer.from(text, 'utf8').toString('base64');
  const credentials =
    access.certificate === undefined || access.key === undefined
      ? { token: access.token }
      : {
          'client-certificate-data': base64(access.certificate),
          'client-key-data': base64(access.key),
        };
  const cluster = { server: access.server, 'certificate-authority-data': base64(access.authority) };
  return [
    'apiVersion: v1',
    'kind: Config',
    `clusters: [${JSON.stringify({ name: 'fairway', cluster })}]`,
    `users: [${JSON.stringify({ name: user, user: credentials })}]`,
    `contexts: [${JSON.stringify({ name: 'fairway', context: { cluster: 'fairway', user } })}]`,
    'current-context: fairway',
    '',
  ].join('\n');
}
