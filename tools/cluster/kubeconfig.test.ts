import { describe, expect, it } from 'vitest';
import { kubeconfigOf } from './kubeconfig.ts';

/** Reads what `kubeconfigOf` writes: one key per line, lists as JSON. */
function parse(text: string): unknown {
  const lines = text.trim().split('\n');
  return Object.fromEntries(
    lines.map((line) => {
      const [, key = '', value = ''] = /^([a-zA-Z-]+): (.*)$/.exec(line) ?? [];
      return [key, value.startsWith('[') ? (JSON.parse(value) as unknown) : value];
    }),
  );
}

const base64 = (text: string): string => Buffer.from(text).toString('base64');

describe('a kubeconfig', () => {
  it('holds one cluster and one user with a certificate', () => {
    const access = { server: 'https://127.0.0.1:1', authority: 'CA', certificate: 'CERT', key: 'KEY' };
    expect(parse(kubeconfigOf(access, 'ada'))).toEqual({
      apiVersion: 'v1',
      kind: 'Config',
      clusters: [
        {
          name: 'fairway',
          cluster: { server: 'https://127.0.0.1:1', 'certificate-authority-data': base64('CA') },
        },
      ],
      users: [
        { name: 'ada', user: { 'client-certificate-data': base64('CERT'), 'client-key-data': base64('KEY') } },
      ],
      contexts: [{ name: 'fairway', context: { cluster: 'fairway', user: 'ada' } }],
      'current-context': 'fairway',
    });
  });

  it('holds a token where there is no certificate', () => {
    const access = { server: 'https://127.0.0.1:1', authority: 'CA', token: 'secret' };
    expect(parse(kubeconfigOf(access))).toMatchObject({
      users: [{ name: 'admin', user: { token: 'secret' } }],
    });
  });
});
