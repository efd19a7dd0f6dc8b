import { afterEach, beforeEach, expect, it } from 'vitest';
import { minimal, webService, workspace, type Workspace } from '../testing.ts';

const config = `export default ({ definePart }) => ({
  plugins: [{
    apiVersion: 1,
    name: 'house',
    extend: { WebService: [definePart({
      name: 'motto',
      docs: { summary: 'A motto.' },
      schema: ({ fields }) => ({ motto: fields.choice(['onward', 'upward'], 'The motto.').optional() }),
      vary: [],
      lower: () => [],
    })] },
  }],
});
`;
const service = (motto: string): Record<string, string> => ({
  'services/shop.yaml': webService('shop', `  extensions:\n    house:\n      motto: ${motto}\n`),
});

let here: Workspace;
beforeEach(() => {
  here = workspace({ ...minimal, 'fairway.config.ts': config, ...service('onward') });
});
afterEach(() => here.remove());

const codes = async (...argv: string[]): Promise<readonly string[]> =>
  (await here.check(...argv)).diagnostics
    .filter(({ severity }) => severity === 'error')
    .map(({ code }) => code);

it('the bundle lets intent be checked without running plugins', async () => {
  expect(await codes()).toEqual([]);
  expect(await codes('--no-plugins')).toEqual(['FWY2001']);
  expect(await here.fairway('platform', 'bundle')).toMatchObject({
    code: 0,
    stdout: 'platform/schemas.json: house\n',
  });
  here.write({ 'fairway.config.ts': "throw new Error('not run');\n" });
  expect(await codes('--no-plugins')).toEqual([]);
  here.write(service('downward'));
  expect(await codes('--no-plugins')).toEqual(['FWY2004']);
});

it('nothing is rendered from a bundle: what plugins would add must not be missing quietly', async () => {
  await here.fairway('platform', 'bundle');
  const { code, stderr } = await here.fairway('compile', '--out', 'out', '--no-plugins');
  expect(code).toBe(1);
  expect(stderr).toContain('FWY4038');
  expect(stderr).not.toContain('FWY2001');
});

it.each([
  ['graph'],
  ['eject', 'shop', '--out', 'plain'],
  ['why', 'prod', 'Deployment/shop', 'spec.replicas'],
  ['affects', 'shop.runtime.size'],
  ['diff', '.', '.'],
])('%s renders nothing from it either', async (...argv) => {
  await here.fairway('platform', 'bundle');
  const { code, stderr } = await here.fairway(...argv, '--no-plugins');
  expect([code, stderr.match(/FWY\d+ /g)?.[0]]).toEqual([1, 'FWY4038 ']);
});

it.each([['doctor'], ['patches'], ['explain', 'WebService.extensions.house.motto']])(
  '%s reads it',
  async (...argv) => {
    await here.fairway('platform', 'bundle');
    here.write({ 'fairway.config.ts': "throw new Error('not run');\n" });
    expect(await here.fairway(...argv, '--no-plugins')).toMatchObject({ code: 0 });
  },
);

it('a broken bundle is told', async () => {
  here.write({ 'platform/schemas.json': '<<<<<<< ours\n' });
  expect(await codes('--no-plugins')).toContain('FWY4034');
});
