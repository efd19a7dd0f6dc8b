import { createHash, generateKeyPairSync, randomBytes, sign, type KeyObject } from 'node:crypto';
import { bitString, boolean, context, integer, objectId, octets, sequence, set, time, utf8 } from './der.ts';

/** A certificate and its private key, both as PEM text. */
export interface Credentials {
  readonly certificate: string;
  readonly key: string;
}

/** What a certificate says of its holder. Servers have names or addresses, clients have neither. */
export interface Subject {
  readonly commonName: string;
  /** Kubernetes reads them as groups. */
  readonly organizations?: readonly string[];
  readonly dnsNames?: readonly string[];
  /** Dotted IPv4 addresses. */
  readonly addresses?: readonly string[];
}

export interface Authority extends Credentials {
  readonly issue: (subject: Subject) => Credentials;
}

const day = 24 * 60 * 60 * 1000;
const ecdsaWithSha256 = sequence(objectId('1.2.840.10045.4.3.2'));

/**
 * A certificate authority of its own for one run, with keys on the curve P-256. Certificates hold from one day
 * before `now` to 30 days after it (RFC 5280).
 */
export function createAuthority(now: Date): Authority {
  const keys = newKeys();
  const name = nameOf({ commonName: 'fairway-cluster' });
  const keyId = keyIdOf(keys.publicKey);
  const validity = sequence(time(new Date(now.getTime() - day)), time(new Date(now.getTime() + 30 * day)));
  const certify = (subject: Buffer, publicKey: KeyObject, extensions: readonly Buffer[]): string => {
    const body = sequence(
      context(0, integer(Buffer.from([2]))),
      integer(Buffer.concat([Buffer.from([1]), randomBytes(15)])),
      ecdsaWithSha256,
      name,
      validity,
      subject,
      publicKey.export({ type: 'spki', format: 'der' }),
      context(3, sequence(...extensions)),
    );
    return pem(sequence(body, ecdsaWithSha256, bitString(sign('sha256', body, keys.privateKey))));
  };
  const authorityExtensions = [
    extension('2.5.29.19', true, sequence(boolean(true))),
    extension('2.5.29.15', true, bitString(Buffer.from([0b10000110]), 1)),
    extension('2.5.29.14', false, octets(keyId)),
  ];
  return {
    certificate: certify(name, keys.publicKey, authorityExtensions),
    key: privatePem(keys.privateKey),
    issue: (subject) => {
      const own = newKeys();
      return {
        certificate: certify(nameOf(subject), own.publicKey, leafExtensions(subject, keyId)),
        key: privatePem(own.privateKey),
      };
    },
  };
}

/** The key pair that signs and checks tokens of ServiceAccounts, as PEM text. */
export function createSigningKey(): { readonly privateKey: string; readonly publicKey: string } {
  const { privateKey, publicKey } = newKeys();
  return {
    privateKey: privateKey.export({ type: 'sec1', format: 'pem' }).toString(),
    publicKey: publicKey.export({ type: 'spki', format: 'pem' }).toString(),
  };
}

function newKeys(): { readonly privateKey: KeyObject; readonly publicKey: KeyObject } {
  return generateKeyPairSync('ec', { namedCurve: 'prime256v1' });
}

function privatePem(key: KeyObject): string {
  return key.export({ type: 'pkcs8', format: 'pem' }).toString();
}

/** Organizations first, each of them a set of its own. */
function nameOf(subject: Subject): Buffer {
  const attribute = (id: string, value: string): Buffer => set(sequence(objectId(id), utf8(value)));
  const organizations = (subject.organizations ?? []).map((value) => attribute('2.5.4.10', value));
  return sequence(...organizations, attribute('2.5.4.3', subject.commonName));
}

function leafExtensions(subject: Subject, authorityKeyId: Buffer): readonly Buffer[] {
  const alternatives = [
    ...(subject.dnsNames ?? []).map((name) => context(2, Buffer.from(name, 'latin1'), 'primitive')),
    ...(subject.addresses ?? []).map((address) =>
      context(7, Buffer.from(address.split('.').map(Number)), 'primitive'),
    ),
  ];
  const purposes = sequence(objectId('1.3.6.1.5.5.7.3.1'), objectId('1.3.6.1.5.5.7.3.2'));
  return [
    extension('2.5.29.15', true, bitString(Buffer.from([0b10000000]), 7)),
    extension('2.5.29.37', false, purposes),
    extension('2.5.29.35', false, sequence(context(0, authorityKeyId, 'primitive'))),
    ...(alternatives.length === 0 ? [] : [extension('2.5.29.17', false, sequence(...alternatives))]),
  ];
}

function extension(id: string, critical: boolean, value: Buffer): Buffer {
  return sequence(objectId(id), ...(critical ? [boolean(true)] : []), octets(value));
}

function keyIdOf(publicKey: KeyObject): Buffer {
  return createHash('sha1')
    .update(publicKey.export({ type: 'spki', format: 'der' }))
    .digest();
}

function pem(der: Buffer): string {
  const lines = der.toString('base64').match(/.{1,64}/g) ?? [];
  return `-----BEGIN CERTIFICATE-----\n${lines.join('\n')}\n-----END CERTIFICATE-----\n`;
}
