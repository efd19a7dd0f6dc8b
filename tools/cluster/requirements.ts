import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import type { LayerName } from './layers/names.ts';

/** A program of this machine that a layer needs, and what brings it. */
interface Requirement {
  readonly program: string;
  readonly from: string;
}

const always: readonly Requirement[] = [
  { program: 'go', from: 'https://go.dev/dl' },
  { program: 'setpriv', from: "Debian's util-linux" },
  { program: 'sh', from: 'every system' },
];
const simulated: readonly Requirement[] = [
  { program: 'git', from: "Debian's git" },
  { program: 'redis-server', from: "Debian's redis-server" },
];

/** What each layer shows; the sentence goes on after "nobody shows that". */
const proofs: Readonly<Record<Exclude<LayerName, 'real'>, string>> = {
  api: 'a real API server accepts the emitted objects, and refuses what admission must refuse',
  simulated:
    'Argo CD syncs the emitted tree, and rollouts, quotas, budgets and canaries behave under real controllers',
};

/** What this machine lacks for a layer and what is not shown then; undefined when the layer can run. */
export async function cannotRun(layer: LayerName): Promise<string | undefined> {
  const wanted = layer === 'simulated' ? [...always, ...simulated] : always;
  const missing = wanted
    .filter(({ program }) => !isOnPath(program, process.env['PATH'] ?? ''))
    .map(({ program, from }) => `${program} (${from})`);
  if (layer !== 'real') return describeMissing(layer, missing, proofs[layer]);
  const { missingForReal, whatRealProves } = await import('./layers/real/requirements.ts');
  return describeMissing(layer, [...new Set([...missing, ...missingForReal()])], whatRealProves);
}

/** The message for what is missing; undefined for nothing. */
export function describeMissing(
  layer: LayerName,
  missing: readonly string[],
  proof: string,
): string | undefined {
  if (missing.length === 0) return undefined;
  const lines = missing.map((one) => `- ${one}`).join('\n');
  return `the ${layer} layer cannot run here; missing:\n${lines}\nwithout it nobody shows that ${proof}`;
}

function isOnPath(program: string, path: string): boolean {
  return path.split(delimiter).some((folder) => {
    try {
      accessSync(join(folder, program), constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}
