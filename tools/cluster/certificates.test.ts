import { createPrivateKey, createPublicKey, X509Certificate } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { createAuthority, createSigningKey } from './certificates.ts';
import { integer, objectId, time } from './der.ts';

const now = new Date('2026-02-03T04:05:06Z');
const authority = createAuthority(now);
const root = new X509Certificate(authority.certificate);

describe('an authority', () => {
  it('is one, signed by itself, for a month', () => {
    expect(root.ca).toBe(true);
    expect(root.verify(root.publicKey)).toBe(true);
    expect(root.checkPrivateKey(createPrivateKey(authority.key))).toBe(true);
    expect(root.validFromDate).toEqual(new Date('2026-02-02T04:05:06Z'));
    expect(root.validToDate).toEqual(new Date('2026-03-05T04:05:06Z'));
  });

  it('issues certificates of servers for their names and addresses', () => {
    const server = authority.issue({
      commonName: 'kube-apiserver',
      dnsNames: ['localhost', 'kubernetes.default.svc'],
      addresses: ['127.0.0.1', '10.96.0.1'],
    });
    const certificate = new X509Certificate(server.certificate);
    expect(certificate.ca).toBe(false);
    expect(certificate.verify(root.publicKey)).toBe(true);
    expect(certificate.checkIssued(root)).toBe(true);
    expect(certificate.checkPrivateKey(createPrivateKey(server.key))).toBe(true);
    expect(certificate.subjectAltName).toBe(
      'DNS:localhost, DNS:kubernetes.default.svc, IP Address:127.0.0.1, IP Address:10.96.0.1',
    );
    expect(certificate.checkHost('kubernetes.default.svc')).toBe('kubernetes.default.svc');
    expect(certificate.checkIP('10.96.0.2')).toBeUndefined();
  });

  it('issues certificates of clients with their groups', () => {
    const client = authority.issue({ commonName: 'ada', organizations: ['readers', 'writers'] });
    const certificate = new X509Certificate(client.certificate);
    expect(certificate.subject).toBe('O=readers\nO=writers\nCN=ada');
    expect(certificate.subjectAltName).toBeUndefined();
  });

  it('gives every certificate a number of its own', () => {
    const numbers = Array.from(
      { length: 20 },
      () => new X509Certificate(authority.issue({ commonName: 'x' }).certificate).serialNumber,
    );
    expect(new Set(numbers).size).toBe(20);
  });

  it('is trusted by no other authority', () => {
    const other = new X509Certificate(createAuthority(now).certificate);
    const { certificate } = authority.issue({ commonName: 'x' });
    expect(new X509Certificate(certificate).verify(other.publicKey)).toBe(false);
  });
});

describe('a signing key', () => {
  it('is a pair', () => {
    const { privateKey, publicKey } = createSigningKey();
    const derived = createPublicKey(privateKey).export({ type: 'spki', format: 'pem' });
    expect(derived).toBe(publicKey);
  });
});

describe('the encoding', () => {
  it('is that of X.690 and RFC 5280', () => {
    expect(integer(Buffer.from([0x80])).toString('hex')).toBe('02020080');
    expect(objectId('1.2.840.10045.4.3.2').toString('hex')).toBe('06082a8648ce3d040302');
    expect(time(new Date('2049-12-31T23:59:59Z')).toString('latin1').slice(2)).toBe('491231235959Z');
    expect(time(new Date('2050-01-01T00:00:00Z')).toString('latin1').slice(2)).toBe('20500101000000Z');
  });
});
