import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { diagnostic, fileStart, pluginApi, type Diagnostic, type FairwayConfig, type Plugin } from '@fairway/model';

const FILE = 'fairway.config.ts';

/** The plugins of an organization, and what is wrong with its configuration file. */
export interface LoadedPlugins {
  readonly plugins: readonly Plugin[];
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Loads `fairway.config.ts`: trusted code of the platform team. It receives the API and has type-only imports,
 * so it works from any folder.
 */
export async function loadPlugins(directory: string): Promise<LoadedPlugins> {
  const file = join(directory, FILE);
  if (!existsSync(file)) return { plugins: [], diagnostics: [] };
  try {
    const module = (await import(pathToFileURL(file).href)) as { readonly default?: FairwayConfig };
    if (typeof module.default !== 'function') return failed('it exports no function as default');
    const { plugins } = module.default(pluginApi);
    const wrong = plugins.find(({ apiVersion }) => apiVersion !== 1);
    if (wrong !== undefined) return failed(`the plugin ${wrong.name} is made for another version of Fairway`);
    return { plugins, diagnostics: [] };
  } catch (error) {
    return failed(error instanceof Error ? error.message : String(error));
  }
}

function failed(reason: string): LoadedPlugins {
  const problem = {
    code: 'FWY4030',
    message: `${FILE} cannot be loaded: ${reason}`,
    fix: 'mend it, or leave plugins out with --no-plugins',
  };
  return { plugins: [], diagnostics: [diagnostic(problem, fileStart(FILE))] };
}
