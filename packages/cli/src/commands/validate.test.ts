import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import type { Diagnostic } from '@fairway/model';
import { afterEach, describe, expect, it } from 'vitest';
import type { ValidateOutput } from '../outputs.ts';
import { workspace, type Workspace } from '../testing.ts';

let space: Workspace | undefined;
afterEach(() => space?.remove());

const configMap = (name: string, more = ''): string =>
  `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: ${name}\n${more}`;

const deployment = (more = '', container = ''): string => `apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
  namespace: shop
spec:
  selector: { matchLabels: { app: web } }
  template:
    metadata: { labels: { app: web } }
    spec:
      containers:
        - name: app
          image: registry.example.com/web:1
${container}${more}`;

const widgets = (group = 'example.com'): string => `apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata:
  name: widgets.${group}
spec:
  group: ${group}
  scope: Namespaced
  names: { kind: Widget, plural: widgets, singular: widget, listKind: WidgetList }
  versions:
    - name: v1
      served: true
      storage: true
      schema:
        openAPIV3Schema:
          type: object
          properties:
            spec:
              type: object
              required: [size]
              properties:
                size: { type: integer, maximum: 3 }
`;

const widget = (size: string): string =>
  `apiVersion: example.com/v1\nkind: Widget\nmetadata: { name: one }\nspec:\n  size: ${size}\n`;

interface Found extends ValidateOutput {
  readonly code: number;
}

async function validate(files: Record<string, string | Uint8Array>, ...argv: string[]): Promise<Found> {
  space?.remove();
  space = workspace(files);
  const { code, stdout } = await space.fairway('validate', ...argv, '--format', 'json');
  return { ...(JSON.parse(stdout) as ValidateOutput), code };
}

/** `CODE FILE:LINE:COLUMN` of each. */
function places({ diagnostics }: { readonly diagnostics: readonly Diagnostic[] }): readonly string[] {
  return diagnostics.map(({ code, column, file, line }) => `${code} ${file}:${line}:${column}`);
}

describe('fairway validate', () => {
  it('says that good manifests are good, and for which Kubernetes', async () => {
    space = workspace({
      'a/web.yaml': deployment(),
      'a/more/b.yml': configMap('b'),
      'a/c.json': '{"a":',
      'a/x.md': '-',
    });
    space.write({
      'a/c.json': JSON.stringify({ apiVersion: 'v1', kind: 'Secret', metadata: { name: 'c' } }, null, '\t'),
    });
    expect(await space.fairway('validate', 'a', '--kubernetes', '1.34')).toEqual({
      code: 0,
      stdout: '3 objects in 3 files are valid for Kubernetes 1.34\n',
      stderr: '',
    });
    const { stdout } = await space.fairway('validate', 'a/web.yaml');
    expect(stdout).toBe('1 object in 1 file is valid for Kubernetes 1.36, the newest that is known\n');
  });

  it('names the line, the path, and a way out of each problem', async () => {
    space = workspace({
      'web.yaml': deployment('  replica: 3\n', '          ports: [{ containerPort: "80" }]\n'),
    });
    const { code, stderr, stdout } = await space.fairway('validate', 'web.yaml', '--kubernetes', '1.35');
    expect([code, stdout]).toEqual([1, '1 object in 1 file for Kubernetes 1.35: 1 not valid\n']);
    expect(stderr).toContain(`error FWY4073 Deployment shop/web (spec.replica): there is no such field
  --> web.yaml:15:3
  15 |   replica: 3
     |   ^^^^^^^
  fix: `);
    expect(stderr).toMatch(
      /FWY4074 Deployment shop\/web \(spec\.template\.spec\.containers\[name=app\]\.ports\[containerPort=80\]\.containerPort\): .*\n {2}--> web\.yaml:14:36\n/,
    );
  });

  it('tells in every format', async () => {
    space = workspace({ 'a/web.yaml': deployment('  replica: 3\n') });
    const github = await space.fairway('validate', 'a', '--format', 'github');
    expect(github.stdout).toMatch(/^::error file=a\/web\.yaml,line=14,col=3,/);
    const sarif = await space.fairway('validate', 'a', '--format', 'sarif');
    expect(JSON.parse(sarif.stdout)).toMatchObject({ runs: [{ results: [{ ruleId: 'FWY4073' }] }] });
    expect([github.code, sarif.code]).toEqual([1, 1]);
  });

  it('reads several documents, empty ones, and Lists; each object has its own line', async () => {
    const text = `---\n# nothing\n---\n${configMap('a')}---\n---\n${configMap('b', 'dataa: {}\n')}---
apiVersion: v1
kind: List
items:
  - apiVersion: v1
    kind: ConfigMap
    metadata: { name: c }
    datta: {}
---
apiVersion: v1
kind: ConfigMapList
items:
  - metadata: { name: e }
    wrong: 1
`;
    const found = await validate({ 'all.yaml': text }, 'all.yaml');
    expect(places(found)).toEqual(['FWY4073 all.yaml:14:1', 'FWY4073 all.yaml:22:5', 'FWY4073 all.yaml:28:5']);
    expect([found.code, found.objects, found.invalid, found.files]).toEqual([1, 4, 3, 1]);
  });

  it('reads standard input', async () => {
    const io = { stdin: Readable.from([Buffer.from(deployment('  replica: 3\n'))]) };
    space = workspace({}, io);
    const { code, stderr } = await space.fairway('validate', '-');
    expect([code, stderr]).toEqual([1, expect.stringContaining('--> -:14:3\n  14 |   replica: 3')]);
    space.remove();
    space = workspace({}, { stdin: Readable.from([Buffer.from(configMap('a'))]) });
    expect((await space.fairway('validate', '-')).stdout).toMatch(/^1 object in 1 file is valid/);
  });

  it('takes a version as people write it, and names those it knows', async () => {
    space = workspace({ 'a.yaml': configMap('a') });
    for (const one of ['1.33', 'v1.33', '1.33.4', 'v1.33.4-eks-1'])
      expect((await space.fairway('validate', '--kubernetes', one)).stdout).toContain('Kubernetes 1.33\n');
    for (const one of ['1.20', '1.99', 'newest', '1']) {
      const { code, stderr } = await space.fairway('validate', '--kubernetes', one);
      expect([code, stderr]).toEqual([2, expect.stringContaining('1.33, 1.34, 1.35, 1.36')]);
    }
  });

  it('says which versions serve a kind', async () => {
    const found = await validate({
      'a.yaml': 'apiVersion: policy/v1beta1\nkind: PodDisruptionBudget\nmetadata: { name: a }\n',
    });
    expect(places(found)).toEqual(['FWY4072 a.yaml:1:13']);
    expect(found.diagnostics[0]?.message).toContain('use policy/v1');
  });

  it('leaves out what only kustomize reads, and hidden folders', async () => {
    space = workspace({
      'kustomization.yaml':
        'apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\nresources: [a.yaml]\n',
      'a.yaml': configMap('a'),
      '.git/b.yaml': 'broken: [',
      'node_modules/c.yaml': 'broken: [',
    });
    expect((await space.fairway('validate', '.', '--kubernetes', '1.35')).stdout).toBe(
      '1 object in 1 file are valid for Kubernetes 1.35; 1 file for kustomize left out\n'.replace('are', 'is'),
    );
  });
});

describe('definitions that are brought', () => {
  it('judge their kinds, from a file, a folder, or the manifests themselves', async () => {
    const files = { 'crds/a/widgets.yaml': widgets(), 'm/one.yaml': widget('7'), 'm/two.yaml': widget('2') };
    for (const definitions of ['crds', 'crds/a/widgets.yaml']) {
      const found = await validate(files, 'm', '--with', definitions);
      expect([found.code, places(found)]).toEqual([1, ['FWY4074 m/one.yaml:5:9']]);
    }
    expect((await validate(files)).diagnostics.map(({ code }) => code)).toEqual(['FWY4074']);
    expect((await validate({ 'a.yaml': `${widgets()}---\n${widget('2')}` })).code).toBe(0);
  });

  it('may be several, and lie among other objects', async () => {
    const found = await validate(
      {
        'a.yaml': `${configMap('install')}---\n${widgets()}`,
        'b.yaml': widgets('other.example.com'),
        'm.yaml': `${widget('2')}---\n${widget('9').replace('example.com', 'other.example.com')}`,
      },
      'm.yaml',
      '--with',
      'a.yaml',
      '--with',
      'b.yaml',
    );
    expect(places(found)).toEqual(['FWY4074 m.yaml:11:9']);
  });

  it('go before those that Fairway knows', async () => {
    const own = widgets('argoproj.io').replaceAll('Widget', 'Rollout').replaceAll('widget', 'rollout');
    const rollout = widget('1').replace('example.com/v1', 'argoproj.io/v1alpha1').replace('Widget', 'Rollout');
    const files = { 'own.yaml': own.replace('name: v1\n', 'name: v1alpha1\n'), 'm.yaml': rollout };
    expect((await validate(files, 'm.yaml')).code).toBe(1);
    expect((await validate(files, 'm.yaml', '--with', 'own.yaml')).code).toBe(0);
  });

  it('that are broken are problems of their file', async () => {
    const files = (crd: string): Record<string, string> => ({ 'crd.yaml': crd, 'm.yaml': configMap('a') });
    for (const [from, to, line] of [
      ['plural: widgets, ', '', 8],
      ['maximum: 3', 'oneOf: 5', 21],
      ['type: integer', 'type: whole', 21],
    ] as const) {
      const found = await validate(files(widgets().replace(from, to)), 'm.yaml', '--with', 'crd.yaml');
      expect(found.code).toBe(1);
      expect(found.diagnostics.map((one) => `${one.code} ${one.file}:${one.line}`)).toContain(
        `FWY4076 crd.yaml:${line}`,
      );
    }
  });

  it('with a rule that is no CEL, or costs too much, too', async () => {
    const withRule = (rule: string): string =>
      widgets().replace('maximum: 3 }', `maximum: 3, x-kubernetes-validations: [{ rule: "${rule}" }] }`);
    for (const [rule, message] of [
      ['self <', 'x-kubernetes-validations[0].rule: syntax error'],
      ['self.name == 1', 'name'],
      ["self > 'a'", '>'],
      ['nothing > 1', 'nothing'],
    ] as const) {
      const found = await validate(
        { 'crd.yaml': withRule(rule), 'm.yaml': widget('2') },
        'm.yaml',
        '--with',
        'crd.yaml',
      );
      expect([found.code, places(found)[0]]).toEqual([1, 'FWY4076 crd.yaml:21:87']);
      expect(found.diagnostics[0]?.message).toContain(message);
    }
    const good = await validate(
      { 'crd.yaml': withRule('self > 1'), 'one.yaml': widget('1'), 'two.yaml': widget('2') },
      '.',
    );
    expect(places(good)).toEqual(['FWY4075 one.yaml:5:9']);
    expect(good.diagnostics[0]?.message).toContain('self > 1');
  });

  it('among the manifests are told once, and twice is told of those that are there twice', async () => {
    const broken = widgets().replace('maximum: 3 }', 'x-kubernetes-list-type: set }');
    expect(places(await validate({ 'crd.yaml': broken }, '.'))).toEqual(['FWY4074 crd.yaml:21:31']);
    const twice = await validate({ 'a.yaml': widgets(), 'b.yaml': widgets() }, '.');
    expect(places(twice)).toEqual(['FWY4076 b.yaml:1:1']);
    expect(twice.diagnostics[0]?.message).toContain('is defined twice');
  });

  it('of the past, or none at all, are refused', async () => {
    const old = widgets().replace('apiextensions.k8s.io/v1', 'apiextensions.k8s.io/v1beta1');
    const files = { 'old.yaml': old, 'none.yaml': configMap('a'), 'm.yaml': configMap('b') };
    for (const name of ['old.yaml', 'none.yaml']) {
      const found = await validate(files, 'm.yaml', '--with', name);
      expect([found.code, found.diagnostics.map(({ code, file }) => `${code} ${file}`)]).toEqual([
        1,
        [`FWY4076 ${name}`],
      ]);
    }
    space = workspace({});
    expect((await space.fairway('validate', '--with', 'gone')).code).toBe(2);
  });
});

describe('bad input', () => {
  it.each<[string, string, string]>([
    ['a list', '- 1\n- 2\n', 'FWY4070 a.yaml:1:1'],
    ['a text', 'hello\n', 'FWY4070 a.yaml:1:1'],
    ['a mapping of something else', 'image:\n  tag: "1"\n', 'FWY4070 a.yaml:1:1'],
    ['no kind', 'apiVersion: v1\nmetadata: { name: a }\n', 'FWY4070 a.yaml:1:1'],
    ['a kind that is a number', 'apiVersion: v1\nkind: 7\n', 'FWY4070 a.yaml:2:7'],
    ['a List whose items are none', 'apiVersion: v1\nkind: List\nitems: { a: 1 }\n', 'FWY4070 a.yaml:3:8'],
    [
      'a List in a List',
      'apiVersion: v1\nkind: List\nitems:\n  - { apiVersion: v1, kind: List, items: [] }\n',
      'FWY4070 a.yaml:4:5',
    ],
    ['a misspelled kind', 'apiVersion: v1\nkind: ConfigMpa\nmetadata: { name: a }\n', 'FWY4071 a.yaml:2:7'],
    ['a duplicate key', configMap('a', 'data: {}\ndata: {}\n'), 'FWY1004 a.yaml:6:1'],
    ['a template', 'apiVersion: v1\nkind: {{ .Values.kind }}\n', 'FWY1012 a.yaml:2:8'],
    [
      'deep nesting',
      `${configMap('a')}data: ${'['.repeat(20_000)}${']'.repeat(20_000)}\n`,
      'FWY1010 a.yaml:5:106',
    ],
    ['JSON that breaks off', '{"apiVersion": "v1", "kind": ', 'FWY1003 a.yaml:1:1'],
  ])('%s', async (_, text, expected) => {
    const found = await validate({ 'a.yaml': text }, 'a.yaml');
    expect([found.code, places(found)[0]]).toEqual([1, expected]);
  });

  it('unknown kinds never pass quietly: each is told once, with how often it was met', async () => {
    const found = await validate({
      'a.yaml': [widget('1'), widget('2'), widget('3'), 'apiVersion: b.example.com/v1\nkind: Other\n'].join(
        '---\n',
      ),
    });
    expect(places(found)).toEqual(['FWY4071 a.yaml:2:7', 'FWY4071 a.yaml:20:7']);
    expect(found.unknown).toEqual([
      { apiVersion: 'example.com/v1', kind: 'Widget', objects: 3 },
      { apiVersion: 'b.example.com/v1', kind: 'Other', objects: 1 },
    ]);
    expect(found.diagnostics[0]?.message).toContain('3 objects could not be checked');
    expect(found.diagnostics[0]?.fix?.summary).toContain('--with FILE');
    const { stdout } = await (space as Workspace).fairway('validate', '--kubernetes', '1.35');
    expect(stdout).toBe('4 objects in 1 file for Kubernetes 1.35: 4 not checked (Widget, Other)\n');
  });

  it('links that lead in circles', async () => {
    space = workspace({ 'a.yaml': configMap('a'), 'b/c.yaml': configMap('c') });
    for (const [name, target] of [
      ['b/one', '..'],
      ['b/two', '..'],
      ['b/three.yaml', '..'],
      ['self.yaml', 'self.yaml'],
      ['linked.yaml', 'b/c.yaml'],
    ] as const)
      symlinkSync(target, join(space.directory, name));
    const { code, stdout } = await space.fairway('validate', '.', '--format', 'json');
    const found = JSON.parse(stdout) as ValidateOutput;
    expect([code, found.objects, places(found)]).toEqual([1, 3, ['FWY1022 self.yaml:1:1']]);
  });

  it('a bomb of aliases, in bounded time', async () => {
    const lines = ['a0: &a0 [x, x, x, x, x, x, x, x, x]'];
    for (let level = 1; level < 10; level += 1)
      lines.push(`a${level}: &a${level} [${Array.from({ length: 9 }, () => `*a${level - 1}`).join(', ')}]`);
    const found = await validate({ 'a.yaml': lines.join('\n') });
    expect(found.diagnostics.map(({ code }) => code)).toEqual(['FWY1008']);
  });

  it('a file of 50 MB, and a stream that does not end', async () => {
    const line = `  k: ${'x'.repeat(1_000)}\n`;
    const found = await validate({ 'a.yaml': `data:\n${line.repeat(50_000)}` }, 'a.yaml');
    expect([found.code, places(found)]).toEqual([1, ['FWY1009 a.yaml:1:1']]);
    let sent = 0;
    const endless = Readable.from(
      (function* () {
        for (;;) {
          sent += 1;
          yield Buffer.from(line.repeat(100));
        }
      })(),
    );
    space = workspace({}, { stdin: endless });
    const { code, stdout } = await space.fairway('validate', '-', '--format', 'json');
    expect([code, places(JSON.parse(stdout) as ValidateOutput)]).toEqual([1, ['FWY1009 -:1:1']]);
    expect(sent).toBeLessThan(1_000);
  });

  it('thousands of problems: people see a hundred, machines all', async () => {
    const many = Array.from({ length: 12_000 }, (_, index) => configMap(`c${index}`, 'dataa: {}\n')).join(
      '---\n',
    );
    const found = await validate({ 'a.yaml': many });
    expect([found.objects, found.invalid, found.diagnostics.length]).toEqual([12_000, 12_000, 12_000]);
    const { stderr } = await (space as Workspace).fairway('validate');
    expect(stderr.match(/^error /gm)?.length).toBe(100);
    expect(stderr).toContain('12000 errors in 1 file; 100 of 12000 shown');
  });

  it('thousands of Secrets that are wrong, in time that grows with them', async () => {
    const many = Array.from({ length: 5_000 }, (_, index) =>
      configMap(`c${index}`, `typo: 1\nstringData: { a: hidden-value-${index} }\n`).replace(
        'ConfigMap',
        'Secret',
      ),
    ).join('---\n');
    const begun = performance.now();
    expect((await validate({ 'a.yaml': many })).diagnostics.length).toBe(5_000);
    expect(performance.now() - begun).toBeLessThan(4_000);
  });

  it('thousands of unknown kinds are not all named in the last line', async () => {
    const many = Array.from({ length: 3_000 }, (_, index) =>
      configMap('a').replace('ConfigMap', `Kind${index}`),
    ).join('---\n');
    const { unknown } = await validate({ 'a.yaml': many });
    expect(unknown.length).toBe(3_000);
    const { stdout } = await (space as Workspace).fairway('validate', '--kubernetes', '1.35');
    expect(stdout).toBe(
      '3000 objects in 1 file for Kubernetes 1.35: 3000 not checked (Kind0, Kind1, Kind2, Kind3, Kind4, and 2995 more)\n',
    );
  });

  it('a file of which reading stopped says so', async () => {
    const found = await validate({ 'a.yaml': 'a: [b\n---\n'.repeat(5_000) + configMap('a', 'dataa: {}\n') });
    const counts = Map.groupBy(found.diagnostics, ({ code }) => code);
    expect(counts.get('FWY1003')?.length).toBe(100);
    expect(counts.get('FWY4079')?.map(({ file, line, message }) => [file, line, message])).toEqual([
      [
        'a.yaml',
        199,
        '100 problems of reading are told; what follows in a.yaml may hold more, and was not judged',
      ],
    ]);
  });

  it('a name without an end is not repeated in thousands of problems', async () => {
    const fields = Array.from({ length: 1_000 }, (_, index) => `field${index}: 1\n`).join('');
    const found = await validate({ 'a.yaml': configMap('a'.repeat(100_000), fields) });
    expect(found.diagnostics.length).toBe(1_001);
    expect(Math.max(...found.diagnostics.map(({ message }) => message.length))).toBeLessThan(5_000);
  });

  it('kinds with spaces and line ends are kept apart', async () => {
    const found = await validate({
      'a.yaml':
        'apiVersion: a.example.com/v1 b\nkind: C\n---\napiVersion: a.example.com/v1\nkind: b C\n---\napiVersion: a.example.com/v1\nkind: "C\\nD"\n',
    });
    expect(found.unknown.map(({ apiVersion, kind }) => [apiVersion, kind])).toEqual([
      ['a.example.com/v1 b', 'C'],
      ['a.example.com/v1', 'b C'],
      ['a.example.com/v1', 'C\nD'],
    ]);
  });

  it('more problems than fit into one answer: the rest is counted', async () => {
    const many = Array.from({ length: 120_000 }, (_, index) => `  k${index}: 0${index}\n`).join('');
    const found = await validate({ 'a.yaml': configMap('a', `data:\n${many}`) });
    const counts = Map.groupBy(found.diagnostics, ({ code }) => code);
    expect(counts.get('FWY4074')?.length).toBe(100_000);
    expect(counts.get('FWY4077')?.length).toBe(1_000);
    expect(counts.get('FWY4079')?.map(({ message }) => message)).toEqual([
      'there are 20000 more problems; 100000 are listed',
    ]);
  });

  it('nothing, or something that is not there', async () => {
    const found = await validate({ 'a.md': 'x' });
    expect([found.code, places(found)]).toEqual([1, ['FWY4078 .:1:1']]);
    expect(places(await validate({ 'empty.yaml': '# nothing\n' }))).toContain('FWY1001 empty.yaml:1:1');
    const { code, stderr } = await (space as Workspace).fairway('validate', 'gone.yaml');
    expect([code, stderr]).toEqual([2, expect.stringContaining('there is no file or folder gone.yaml')]);
  });
});

describe('what kubectl reads otherwise than YAML 1.2', () => {
  const volume = (mode: string): string =>
    `      volumes:\n        - { name: v, configMap: { name: c, defaultMode: ${mode} } }\n`;

  it('is judged as kubectl sends it, and told of in a note', async () => {
    const octal = await validate({ 'a.yaml': deployment(volume('0644')) }, '--notes');
    expect([octal.code, places(octal)]).toEqual([0, ['FWY4077 a.yaml:15:57']]);
    expect(octal.diagnostics[0]?.message).toBe('kubectl reads 0644 as 420, as YAML 1.1 has it');
    const yes = await validate({ 'a.yaml': deployment('      hostNetwork: yes\n') });
    expect([yes.code, places(yes)]).toEqual([0, ['FWY4077 a.yaml:14:20']]);
    const text = await validate({ 'a.yaml': configMap('a', 'data:\n  on: "yes"\n  enabled: no\n') });
    expect([text.code, places(text)]).toEqual([1, ['FWY4074 a.yaml:7:12', 'FWY4077 a.yaml:7:12']]);
  });

  it('and nothing else', async () => {
    const found = await validate({
      'a.yaml': configMap('a', 'data:\n  a: \'yes\'\n  b: "0644"\n  c: yes please\n  d: |\n    no\n  y: x\n'),
    });
    expect(found.diagnostics).toEqual([]);
  });
});

describe('values of Secrets', () => {
  const values = [
    'correct horse battery',
    'cGxhaW50ZXh0LXRva2Vu',
    'plaintext-token',
    'second-line-of-it',
    '98765432',
  ];
  const secret = `apiVersion: v1
kind: Secret
metadata:
  name: db
  wrong: 1
typo: 1
data:
  a: [cGxhaW50ZXh0LXRva2Vu]
  b: 98765432
stringData:
  c: "correct horse battery"
  d: |
    first
    second-line-of-it
  e: { inner: plaintext-token }
immutable: plaintext-token
`;
  const broken = `apiVersion: v1\nkind: Secret\nmetadata: { name: db }\nstringData:\n  c: correct horse battery\n bad: [plaintext-token\n`;

  it.each([
    ['of one that is wrong', { 'a.yaml': secret }],
    ['of one that is no YAML', { 'a.yaml': broken }],
    [
      'in a List',
      { 'a.yaml': `apiVersion: v1\nkind: List\nitems:\n  - ${secret.trimEnd().replaceAll('\n', '\n    ')}\n` },
    ],
    [
      'in JSON',
      {
        'a.json':
          '{"apiVersion":"v1","kind":"Secret","data":{"a":["cGxhaW50ZXh0LXRva2Vu"]},"x":"correct horse battery"}',
      },
    ],
  ])('%s are never printed', async (_, files) => {
    space = workspace(files);
    for (const format of ['human', 'json', 'sarif', 'github']) {
      const { code, stderr, stdout } = await space.fairway('validate', '.', '--format', format, '--notes');
      expect(code).toBe(1);
      for (const value of values)
        expect([format, value, (stderr + stdout).includes(value)]).toEqual([format, value, false]);
    }
  });
});
