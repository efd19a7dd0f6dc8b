import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { bundleFile } from '@fairway/compiler';
import {
  diagnostic,
  fileStart,
  isObject,
  pluginApi,
  type Diagnostic,
  type Plugin,
  type PluginApi,
} from '@fairway/model';
import type { Call } from '../command.ts';

export const PLUGIN_FILE = 'fairway.config.ts';

export interface LoadedPlugins {
  readonly plugins: readonly Plugin[];
  readonly diagnostics: readonly Diagnostic[];
  /** Changes when the file does. */
  readonly version: string;
}

/**
 * What happens to plugins: `run` loads them; `bundle` takes what they add to the language from
 * `platform/schemas.json`; `refuse` does too, and says that nothing can be rendered with them left out.
 */
export type PluginUse = 'run' | 'bundle' | 'refuse';

/** With `--no-plugins` whoever only reads goes by the bundle. What plugins render must not be missing quietly. */
export function pluginUse(call: Pick<Call, 'flag'>, purpose: 'read' | 'render'): PluginUse {
  if (!call.flag('no-plugins')) return 'run';
  return purpose === 'read' ? 'bundle' : 'refuse';
}

/** FWY4038: plugins that are only described cannot render. */
export function cannotRender(plugins: readonly Plugin[]): Diagnostic {
  const names = plugins.map(({ name }) => name).join(', ');
  const message = `nothing is rendered while plugins are left out: ${bundleFile} describes ${names}, but what they make is code`;
  return diagnostic({ code: 'FWY4038', message, fix: 'leave out --no-plugins' }, fileStart(bundleFile));
}

/**
 * Loads the organization's own code: trusted, of the platform team. Whatever it does wrong while loading is
 * FWY4030 at its file, never a stack trace.
 */
export async function loadPlugins(directory: string): Promise<LoadedPlugins> {
  const file = join(directory, PLUGIN_FILE);
  if (!existsSync(file)) return { plugins: [], diagnostics: [], version: '' };
  const stats = statSync(file);
  const version = String(stats.mtimeMs);
  const failed = (message: string): LoadedPlugins => ({
    plugins: [],
    diagnostics: [badPlugin(message)],
    version,
  });
  // A pipe would be waited for.
  if (!stats.isFile()) return failed(`${PLUGIN_FILE} is no file`);
  let made: unknown;
  try {
    const url = pathToFileURL(file);
    url.searchParams.set('version', version);
    const module = (await import(url.href)) as { readonly default?: unknown };
    if (typeof module.default !== 'function') {
      return failed(`${PLUGIN_FILE} must default-export a function that receives the API and returns a plugin`);
    }
    made = await (module.default as (api: PluginApi) => unknown)(pluginApi);
  } catch (error) {
    return failed(`${PLUGIN_FILE} cannot be loaded: ${error instanceof Error ? error.message : String(error)}`);
  }
  const plugins = pluginsOf(made);
  const wrong = plugins.findIndex((one) => !isPlugin(one));
  if (wrong >= 0)
    return failed(`what ${PLUGIN_FILE} returns at position ${wrong} is no plugin with apiVersion 1 and a name`);
  return { plugins: plugins as Plugin[], diagnostics: [], version };
}

/** `{ plugins }` is the documented form; one plugin or a list are understood too. */
function pluginsOf(made: unknown): readonly unknown[] {
  if (isObject(made) && Array.isArray(made['plugins'])) return made['plugins'] as unknown[];
  return Array.isArray(made) ? (made as unknown[]) : [made];
}

/** FWY4030: the organization's own code does not load or does not fit. */
export function badPlugin(message: string): Diagnostic {
  const fix = `repair it, or pass --no-plugins to leave it out`;
  return diagnostic(
    { code: 'FWY4030', message: message.split('\n')[0] ?? message, fix },
    fileStart(PLUGIN_FILE),
  );
}

function isPlugin(value: unknown): value is Plugin {
  return isObject(value) && value['apiVersion'] === 1 && typeof value['name'] === 'string';
}
