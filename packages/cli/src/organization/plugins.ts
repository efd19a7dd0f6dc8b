import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import {
  addEdge,
  addNode,
  defineKind,
  definePart,
  diagnostic,
  edgeId,
  fileStart,
  isObject,
  nodeId,
  setValue,
  type Diagnostic,
  type Plugin,
} from '@fairway/model';

export const PLUGIN_FILE = 'fairway.config.ts';

/** What `fairway.config.ts` receives, so that it needs no import but of types. */
export const pluginApi = { definePart, defineKind, setValue, addNode, addEdge, nodeId, edgeId } as const;

/** The argument of the function that `fairway.config.ts` default-exports. */
export type PluginApi = typeof pluginApi;

export interface LoadedPlugins {
  readonly plugins: readonly Plugin[];
  readonly diagnostics: readonly Diagnostic[];
  /** Changes when the file does. */
  readonly version: string;
}

/**
 * Loads the organization's own code: trusted, of the platform team. Whatever it does wrong while loading is
 * FWY4030 at its file, never a stack trace.
 */
export async function loadPlugins(directory: string): Promise<LoadedPlugins> {
  const file = join(directory, PLUGIN_FILE);
  if (!existsSync(file)) return { plugins: [], diagnostics: [], version: '' };
  const version = String(statSync(file).mtimeMs);
  const failed = (message: string): LoadedPlugins => ({ plugins: [], diagnostics: [badPlugin(message)], version });
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
  const plugins = (Array.isArray(made) ? made : [made]) as unknown[];
  const wrong = plugins.findIndex((one) => !isPlugin(one));
  if (wrong >= 0) return failed(`what ${PLUGIN_FILE} returns at position ${wrong} is no plugin with apiVersion 1 and a name`);
  return { plugins: plugins as Plugin[], diagnostics: [], version };
}

/** FWY4030: the organization's own code does not load or does not fit. */
export function badPlugin(message: string): Diagnostic {
  const fix = `repair it, or pass --no-plugins to leave it out`;
  return diagnostic({ code: 'FWY4030', message: message.split('\n')[0] ?? message, fix }, fileStart(PLUGIN_FILE));
}

function isPlugin(value: unknown): value is Plugin {
  return isObject(value) && value['apiVersion'] === 1 && typeof value['name'] === 'string';
}
