// Runs after every install, under whatever Node npm found; plain JavaScript for that reason.
// It leaves a bundle of the command line. Without one `fairway` runs from its sources, only slower to start,
// so a build that cannot run is a remark and never a failed install.
import { existsSync } from 'node:fs';

if (existsSync('packages/cli/src/main.ts')) {
  try {
    const { build } = await import('tsdown');
    await build({ config: 'tsdown.config.ts', logLevel: 'warn' });
  } catch (error) {
    console.warn(`fairway: no bundle was built (${String(error?.message ?? error).split('\n')[0]})`);
  }
}
