import { describe, expect, it } from 'vitest';
import { lowerPart } from '../../testing/lower-part.ts';
import { testImage, type ContextOptions } from '../../testing/part-context.ts';
import { usualDocuments, usualService } from '../../testing/usual.ts';
import { runtimePart } from './runtime.ts';

type Options = Partial<ContextOptions<unknown>>;

function lower(runtime: Readonly<Record<string, unknown>>, options: Options = {}) {
  const spec = { ...usualService, runtime: { ...usualService.runtime, ...runtime } };
  return lowerPart(runtimePart, { documents: usualDocuments, ...options, spec });
}

const exceptionFor = (target: object): Options => ({
  documents: { ...usualDocuments, PolicyException: { root: { rules: ['non-root'], target } } },
});

describe('resources', () => {
  it('takes requests and memory from the size, and four times the CPU request as fuse', () => {
    expect(lower({}).values['resources']).toEqual({
      cpuRequest: 500,
      cpuLimit: 2_000,
      memoryRequest: 768 * 2 ** 20,
      memoryLimit: 2 ** 30,
      ephemeralRequest: 64 * 2 ** 20,
      ephemeralLimit: (512 + 256) * 2 ** 20,
    });
  });

  it('has a fuse of at least one core', () => {
    expect(lower({ size: 'tiny' }).values['resources']).toMatchObject({ cpuRequest: 100, cpuLimit: 1_000 });
  });

  it('has no CPU limit with cpuBurst', () => {
    expect(lower({ cpuBurst: true }).values['resources']).toMatchObject({ cpuRequest: 500, cpuLimit: null });
  });

  it('says nothing for an unknown size, which is a broken reference', () => {
    const { codes, values } = lower({ size: 'huge' });
    expect(values).not.toHaveProperty('resources');
    expect(codes).toEqual([]);
  });
});

describe('program', () => {
  it('writes everything that was asked for', () => {
    const { codes, values } = lower({
      version: '21',
      command: ['java'],
      args: ['-jar', 'web.jar'],
      accelerator: { type: 'nvidiaGpu', count: 2 },
      platform: 'linux/arm64',
    });
    expect(codes).toEqual([]);
    expect(values).toMatchObject({
      kind: 'WebService',
      shape: 'service',
      language: 'java',
      languageVersion: '21',
      size: 'medium',
      image: testImage,
      command: ['java'],
      args: ['-jar', 'web.jar'],
      os: 'linux',
      architecture: 'arm64',
      user: 10_001,
      accelerator: { type: 'nvidia.com/gpu', count: 2 },
      ports: [{ name: 'http', port: 8080, protocol: 'http' }],
    });
  });

  it('lets the service change variables of its language', () => {
    expect(lower({ env: { A: '1' } }).values['env']).toEqual({
      JAVA_TOOL_OPTIONS: '-XX:MaxRAMPercentage=75',
      A: '1',
    });
    expect(lower({ env: { JAVA_TOOL_OPTIONS: '-Xmx1g' } }).values['env']).toEqual({
      JAVA_TOOL_OPTIONS: '-Xmx1g',
    });
  });

  it('keeps PLATFORM_ for the platform', () => {
    const { codes, problems } = lower({ env: { PLATFORM_REGION: 'eu', APP_REGION: 'eu' } });
    expect(codes).toEqual(['FWY3208']);
    expect(problems[0]?.path).toEqual(['runtime', 'env', 'PLATFORM_REGION']);
  });
});

describe('image', () => {
  const tagged = 'registry.example.com/shop/web:1';

  it.each([
    [testImage, []],
    [tagged, ['FWY3202']],
    [`${tagged}@sha256:${'a'.repeat(63)}`, ['FWY3203']],
    ['registry.example.com/Shop', ['FWY3200']],
    [null, ['FWY3217']],
  ])('judges %s', (image, expected) => {
    expect(lower({}, { image }).codes).toEqual(expected);
  });

  it('may be by tag where the class allows it', () => {
    expect(lower({}, { image: tagged, environment: { class: { digestRequired: false } } }).codes).toEqual([]);
  });

  it.each([
    ['registry.example.com', []],
    ['registry.example.com/shop', []],
    ['registry.example.com/sho', ['FWY3201']],
    ['example.com', ['FWY3201']],
  ])('comes from the registry %s of the list', (host, expected) => {
    expect(lower({}, { organization: { imageRegistries: [{ host }] } }).codes).toEqual(expected);
  });

  const from = (imageFrom: string) => ({ spec: { runtime: { imageFrom } } });

  it.each([
    ['api', { api: {} }, []],
    ['apo', { api: {} }, ['FWY3205']],
    ['web', { web: {} }, ['FWY3207']],
    ['api', { api: { system: 'stores' } }, ['FWY3206']],
    ['api', { api: from('mailer'), mailer: {} }, []],
    ['api', { api: from('web'), web: from('api') }, ['FWY3207']],
    ['api', { api: from('mailer'), mailer: from('api') }, ['FWY3207']],
  ])('is taken from %s of %j', (imageFrom, workloads, expected) => {
    expect(lower({ imageFrom }, { workloads }).codes).toEqual(expected);
  });

  it('proposes the workload that was meant', () => {
    expect(lower({ imageFrom: 'apii' }, { workloads: { api: {} } }).problems[0]?.message).toContain(
      'did you mean api?',
    );
  });

  it('has one source', () => {
    expect(lower({ imageFrom: 'api', image: tagged }, { workloads: { api: {} } }).codes).toEqual(['FWY3204']);
  });
});

describe('configuration files', () => {
  it('stand below the folder of the service, or exactly where they say', () => {
    expect(lower({ config: { 'a.yaml': '1', 'sub/b.yaml': '2', '/opt/c': '3' } }).values['files']).toEqual({
      '/etc/web/config/a.yaml': '1',
      '/etc/web/config/sub/b.yaml': '2',
      '/opt/c': '3',
    });
  });

  it.each([
    '../x',
    'a/../../x',
    '/a/../b',
    'a//b',
    'a/',
    '',
    './a',
    'C:\\x',
    '/proc/x',
    '/etc/passwd',
    '/var/run/secrets/x',
  ])('cannot be named "%s"', (name) => {
    expect(lower({ config: { [name]: '' } }).codes).toEqual(['FWY3209']);
  });

  it.each([
    [{ '/tmp/x': '' }],
    [{ '/etc/web/secrets/db/password': '' }],
    [{ a: '', '/etc/web/config/a': '' }],
    [{ a: '', 'a/b': '' }],
  ])('do not meet in %j', (config) => {
    expect(lower({ config }).codes).toEqual(['FWY3210']);
  });

  it('hold one mebibyte together, counted in bytes', () => {
    expect(lower({ config: { a: 'x'.repeat(2 ** 20 - 1) } }).codes).toEqual([]);
    expect(lower({ config: { a: 'x'.repeat(2 ** 20) } }).codes).toEqual(['FWY3211']);
    expect(lower({ config: { a: 'ü'.repeat(2 ** 19) } }).codes).toEqual(['FWY3211']);
  });
});

describe('writable folders', () => {
  const folder = (path: string, size = '1Gi') => ({ path, size });

  it('are written with bytes and medium', () => {
    expect(
      lower({ writable: [folder('/data/'), { path: '/dev/shm', size: '64Mi', medium: 'memory' }] }).values[
        'writable'
      ],
    ).toEqual([
      { path: '/data', size: 2 ** 30, medium: 'disk' },
      { path: '/dev/shm', size: 64 * 2 ** 20, medium: 'memory' },
    ]);
  });

  it.each([
    [[folder('/')], ['FWY3212']],
    [[folder('/proc')], ['FWY3212']],
    [[folder('/a/../b')], ['FWY3212']],
    [[folder('/etc/web/config')], ['FWY3212']],
    [[folder('/etc')], ['FWY3212']],
    [[folder('/data'), folder('/data/')], ['FWY3212']],
    [[folder('/data'), folder('/data/cache')], []],
    [[folder('/data', '0Mi')], ['FWY3213']],
    [[folder('/data', '2Ti')], ['FWY3213']],
    [[{ path: '/dev/shm', size: '1Gi', medium: 'memory' }], ['FWY3214']],
  ])('judges %j', (writable, expected) => {
    expect(lower({ writable }).codes).toEqual(expected);
  });
});

describe('root and Windows', () => {
  it.each([
    [{ services: ['web'] }, []],
    [{ services: ['shop/web'] }, []],
    [{ systems: ['shop'], environments: ['prod'] }, []],
    [{}, []],
    [{ services: ['other'] }, ['FWY3215']],
    [{ environments: ['dev'] }, ['FWY3215']],
  ])('allows root where an exception for %j says so', (target, expected) => {
    expect(lower({ user: 0 }, exceptionFor(target)).codes).toEqual(expected);
  });

  it('refuses root without an exception', () => {
    expect(lower({ user: 0 }).codes).toEqual(['FWY3215']);
  });

  it.each([
    [{}, []],
    [{ user: 1_000 }, ['FWY3216']],
    [{ accelerator: { type: 'nvidiaGpu', count: 1 } }, ['FWY3216']],
    [{ writable: [{ path: '/x', size: '1Mi', medium: 'memory' }] }, ['FWY3216']],
  ])('judges %j on Windows', (runtime, expected) => {
    expect(lower({ platform: 'windows/amd64', ...runtime }).codes).toEqual(expected);
  });
});

describe('the port', () => {
  const silent = {
    health: { ...usualService.health, type: 'none' },
    telemetry: { metricsPath: 'none', traces: false },
  };

  it('is named by the protocol of the service', () => {
    const spec = { ...usualService, exposure: { protocol: 'grpc' } };
    expect(lowerPart(runtimePart, { documents: usualDocuments, spec }).values['ports']).toEqual([
      { name: 'grpc', port: 8080, protocol: 'grpc' },
    ]);
  });

  it('is followed by the others, and by that of metrics', () => {
    const spec = {
      ...usualService,
      ports: [{ name: 'admin', port: 9000, protocol: 'tcp' }],
      telemetry: { ...usualService.telemetry, metricsPort: 9090 },
    };
    expect(lowerPart(runtimePart, { documents: usualDocuments, spec }).values['ports']).toEqual([
      { name: 'http', port: 8080, protocol: 'http' },
      { name: 'admin', port: 9000, protocol: 'tcp' },
      { name: 'metrics', port: 9090, protocol: 'http' },
    ]);
  });

  it('is none for a worker that nobody asks, and then may not be written', () => {
    const spec = { ...usualService, ...silent };
    expect(
      lowerPart(runtimePart, { shape: 'worker', documents: usualDocuments, spec }).values['ports'],
    ).toEqual([]);
    const written = { ...spec, runtime: { ...usualService.runtime, port: 9000 } };
    expect(lowerPart(runtimePart, { shape: 'worker', documents: usualDocuments, spec: written }).codes).toEqual(
      ['FWY3234'],
    );
  });
});
