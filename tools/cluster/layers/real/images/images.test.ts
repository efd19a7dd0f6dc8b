import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmodSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { pauseProgram } from './programs.ts';
import { createRegistry } from './registry.ts';
import { blobPath, storeImage, type ImageContents } from './store.ts';
import { tarOf } from './tar.ts';

let folder = '';

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'fairway-images-'));
});

afterEach(() => rmSync(folder, { recursive: true }));

const contents: ImageContents = {
  name: 'registry.example.com/shop/web',
  tag: '1.0',
  layers: [
    [{ path: '/bin/lower', contents: 'lower', mode: 0o755 }],
    [{ path: '/app/main.ts', contents: 'upper' }],
  ],
  entrypoint: ['/bin/lower', '/app/main.ts'],
};

describe('a layer', () => {
  it.runIf(process.platform === 'linux')('is an archive that tar reads back', () => {
    const archive = join(folder, 'layer.tar');
    const text = 'x'.repeat(1000);
    writeFileSync(
      archive,
      tarOf([
        { path: '/etc/text', contents: text },
        { path: '/bin', mode: 0o700 },
        { path: '/bin/run', contents: 'run', mode: 0o755 },
        { path: '/lib', link: '/usr/lib' },
        { path: '/empty', contents: '' },
      ]),
    );
    const listed = execFileSync('tar', ['--numeric-owner', '--utc', '-tvf', archive], { encoding: 'utf8' });
    expect(
      listed
        .trimEnd()
        .split('\n')
        .map((line) => line.replaceAll(/ +/g, ' ')),
    ).toEqual([
      'drwx------ 0/0 0 1970-01-01 00:00 bin/',
      '-rwxr-xr-x 0/0 3 1970-01-01 00:00 bin/run',
      '-rw-r--r-- 0/0 0 1970-01-01 00:00 empty',
      '-rw-r--r-- 0/0 1000 1970-01-01 00:00 etc/text',
      'lrw-r--r-- 0/0 0 1970-01-01 00:00 lib -> /usr/lib',
    ]);
    expect(execFileSync('tar', ['-xOf', archive, 'etc/text'], { encoding: 'utf8' })).toBe(text);
  });

  it('has no room for a path of more than 100 bytes', () => {
    expect(() => tarOf([{ path: `/${'x'.repeat(101)}`, contents: '' }])).toThrow('too long');
  });
});

describe('a stored image', () => {
  it('has the same digest whenever it is made of the same, and another one otherwise', () => {
    const first = storeImage(folder, contents);
    expect(storeImage(folder, { ...contents, tag: '1.1' }).digest).toBe(first.digest);
    expect(storeImage(folder, { ...contents, entrypoint: ['/bin/lower'] }).digest).not.toBe(first.digest);
    expect(first.reference).toBe(`registry.example.com/shop/web:1.0@${first.digest}`);
  });

  it('consists of blobs that are what their digest says', () => {
    const { digest } = storeImage(folder, contents);
    const manifest = JSON.parse(readFileSync(blobPath(folder, digest), 'utf8')) as {
      readonly config: { readonly digest: string };
      readonly layers: readonly { readonly digest: string; readonly size: number }[];
    };
    const config = JSON.parse(readFileSync(blobPath(folder, manifest.config.digest), 'utf8')) as {
      readonly rootfs: { readonly diff_ids: readonly string[] };
    };
    expect(manifest.layers.map((layer) => layer.digest)).toEqual(config.rootfs.diff_ids);
    for (const layer of manifest.layers) {
      const path = blobPath(folder, layer.digest);
      const sum = createHash('sha256').update(readFileSync(path)).digest('hex');
      expect([`sha256:${sum}`, statSync(path).size]).toEqual([layer.digest, layer.size]);
    }
  });
});

describe('the registry', () => {
  const credentials = { 'registry.example.com': { username: 'web', password: 'fixture' } };
  const authorization = `Basic ${Buffer.from('web:fixture').toString('base64')}`;

  async function ask(path: string, headers: Readonly<Record<string, string>> = {}, method = 'GET') {
    const server = createRegistry({ folder, credentials });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    const reply = await fetch(`http://127.0.0.1:${port}${path}`, { headers, method });
    const body = await reply.text();
    server.close();
    return { status: reply.status, headers: reply.headers, body };
  }

  it('serves manifests by tag and by digest, with the digest of what it serves', async () => {
    const { digest } = storeImage(folder, contents);
    for (const reference of ['1.0', digest]) {
      const { status, headers, body } = await ask(`/v2/shop/web/manifests/${reference}`);
      expect(status).toBe(200);
      expect(headers.get('docker-content-digest')).toBe(digest);
      expect(headers.get('content-type')).toBe('application/vnd.oci.image.manifest.v1+json');
      expect(body).toBe(readFileSync(blobPath(folder, digest), 'utf8'));
    }
    const head = await ask('/v2/shop/web/manifests/1.0', {}, 'HEAD');
    expect([head.status, head.body]).toEqual([200, '']);
    expect(Number(head.headers.get('content-length'))).toBe(statSync(blobPath(folder, digest)).size);
  });

  it('knows nothing else', async () => {
    storeImage(folder, contents);
    for (const path of ['/v2/shop/web/manifests/2.0', `/v2/shop/web/blobs/sha256:${'0'.repeat(64)}`, '/other'])
      expect([path, (await ask(path)).status]).toEqual([path, 404]);
    expect((await ask('/v2/')).status).toBe(200);
  });

  it('gives images of a registry with credentials to who has them', async () => {
    storeImage(folder, contents);
    const path = '/v2/shop/web/manifests/1.0';
    const refused = await ask(`${path}?ns=registry.example.com`);
    expect([refused.status, refused.headers.get('www-authenticate')]).toEqual([401, 'Basic realm="registry"']);
    const wrong = { authorization: `Basic ${Buffer.from('web:wrong').toString('base64')}` };
    expect((await ask(`${path}?ns=registry.example.com`, wrong)).status).toBe(401);
    expect((await ask(`${path}?ns=registry.example.com`, { authorization })).status).toBe(200);
    expect((await ask(`${path}?ns=other.example.com`)).status).toBe(200);
  });
});

describe('the program of a pod', () => {
  it.runIf(process.platform === 'linux' && process.arch === 'x64')('sleeps until it is killed', () => {
    const file = join(folder, 'pause');
    writeFileSync(file, pauseProgram());
    chmodSync(file, 0o755);
    const { error, signal, status } = spawnSync(file, { timeout: 200, killSignal: 'SIGKILL' });
    expect([(error as { code?: string } | undefined)?.code, signal, status]).toEqual([
      'ETIMEDOUT',
      'SIGKILL',
      null,
    ]);
  });

  it('is a static ELF executable for x86-64', () => {
    const file = Buffer.from(pauseProgram());
    expect(file.subarray(0, 4).toString('latin1')).toBe('\u007fELF');
    expect([file.readUInt16LE(16), file.readUInt16LE(18), file.length]).toEqual([2, 62, 129]);
  });
});
