import { parseArgs } from 'node:util';
import { layers, type LayerName } from './layers/names.ts';
import { completeMinor, minors, products, type Minor } from './products.ts';

/** What a command line asks for. */
export type Request =
  | { readonly command: 'build'; readonly products: readonly string[] }
  | { readonly command: 'up'; readonly layer: LayerName; readonly kubernetes: Minor }
  | { readonly command: 'down' | 'reset' | 'kubeconfig' };

export type Parsed =
  | { readonly ok: true; readonly request: Request }
  | { readonly ok: false; readonly message: string };

const usage = 'build [PRODUCT…] | up [--layer LAYER] [--kubernetes MINOR] | down | reset | kubeconfig';

/** Reads the arguments after the program's name; a message is one line. */
export function parseRequest(args: readonly string[]): Parsed {
  let parsed;
  try {
    parsed = parseArgs({
      args: [...args],
      options: { layer: { type: 'string' }, kubernetes: { type: 'string' } },
      allowPositionals: true,
    });
  } catch (error) {
    return wrong(`${(error as Error).message.split('. ')[0]}; use: ${usage}`);
  }
  const { values, positionals } = parsed;
  const [command, ...rest] = positionals;
  if (command === undefined) return wrong(`no command; use: ${usage}`);
  if (command !== 'up' && Object.keys(values).length > 0)
    return wrong(`--layer and --kubernetes belong to \`up\``);
  if (command === 'build') return buildRequest(rest);
  if (rest.length > 0) return wrong(`\`${command}\` takes no ${rest.join(' ')}; use: ${usage}`);
  if (command === 'up') return upRequest(values);
  if (command === 'down' || command === 'reset' || command === 'kubeconfig')
    return { ok: true, request: { command } };
  return wrong(`there is no command ${command}; use: ${usage}`);
}

function buildRequest(wanted: readonly string[]): Parsed {
  const names = products.map(({ name }) => name);
  const unknown = wanted.filter((name) => !names.includes(name));
  if (unknown.length > 0)
    return wrong(`there is no product ${unknown.join(', ')}; there are: ${names.join(', ')}`);
  return { ok: true, request: { command: 'build', products: wanted.length === 0 ? names : wanted } };
}

function upRequest(values: { readonly layer?: string; readonly kubernetes?: string }): Parsed {
  const layer = layers.find((name) => name === (values.layer ?? 'api'));
  if (layer === undefined) return wrong(`there is no layer ${values.layer}; there are: ${layers.join(', ')}`);
  const kubernetes = minors.find((minor) => minor === (values.kubernetes ?? completeMinor));
  if (kubernetes === undefined)
    return wrong(`Kubernetes ${values.kubernetes} is not built; built are: ${minors.join(', ')}`);
  if (layer !== 'api' && kubernetes !== completeMinor)
    return wrong(`layer ${layer} needs programs that are built for Kubernetes ${completeMinor} only`);
  return { ok: true, request: { command: 'up', layer, kubernetes } };
}

function wrong(message: string): Parsed {
  return { ok: false, message };
}
