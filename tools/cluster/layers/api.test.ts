import { describe, expect, it } from 'vitest';
import { controllerMinor } from './api.ts';
import { apiServerFlags, type Files } from './flags.ts';

const files: Files = {
  authority: 'ca.crt',
  authorityKey: 'ca.key',
  serverCertificate: 'server.crt',
  serverKey: 'server.key',
  kubeletCertificate: 'kubelet.crt',
  kubeletKey: 'kubelet.key',
  signingKey: 'sa.key',
  verifyingKey: 'sa.pub',
};
const server = { etcd: 'http://127.0.0.1:1', port: 2, address: '127.0.0.1', files };

describe('controllers', () => {
  it('are never newer than the API server', () => {
    expect(controllerMinor('1.33')).toBeUndefined();
    expect(controllerMinor('1.35')).toBe('1.35');
    expect(controllerMinor('1.36')).toBe('1.35');
  });
});

describe('an API server', () => {
  it('authorizes as real ones do and lets nobody in without a certificate', () => {
    const flags = apiServerFlags({ ...server, controllers: true });
    expect(flags).toContain('--authorization-mode=Node,RBAC');
    expect(flags).toContain('--enable-admission-plugins=NodeRestriction');
    expect(flags).toContain('--client-ca-file=ca.crt');
    expect(flags.filter((flag) => flag.startsWith('--disable-admission-plugins'))).toEqual([]);
  });

  it('asks pods for no ServiceAccount where nobody creates any', () => {
    expect(apiServerFlags({ ...server, controllers: false })).toContain(
      '--disable-admission-plugins=ServiceAccount',
    );
  });
});
