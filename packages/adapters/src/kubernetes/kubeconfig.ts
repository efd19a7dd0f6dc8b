import { existsSync, readFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import type * as Kubernetes from '@kubernetes/client-node';
import { badKubeconfig, messageOf } from './failure.ts';

/** Where a kubeconfig is looked for. */
export interface KubeconfigPlace {
  /** A file; absent: `KUBECONFIG`, else `~/.kube/config`, else the service account of the pod this runs in. */
  readonly file?: string | undefined;
  /** Absent: the one that the kubeconfig says. */
  readonly context?: string | undefined;
  /** Variables of the environment: `KUBECONFIG`, `HOME`, and all that credential plugins read. */
  readonly environment: Readonly<Record<string, string | undefined>>;
}

/** The entries of one context of a kubeconfig. */
export interface ChosenContext {
  readonly name: string;
  readonly cluster: Kubernetes.Cluster;
  readonly user: Kubernetes.User;
}

type Library = typeof Kubernetes;

const SERVICE_ACCOUNT = '/var/run/secrets/kubernetes.io/serviceaccount/token';

/**
 * Reads the kubeconfig as kubectl does: of several files the first that names an entry wins.
 * @throws {OutsideSystemError} `kubeconfig-invalid`: missing, unreadable, or without such a context.
 */
export function readKubeconfig(library: Library, place: KubeconfigPlace): ChosenContext {
  const files = filesOf(place);
  const config = files.length === 0 ? inCluster(library) : merged(library, files);
  const shown = files.length === 0 ? 'the service account' : files.join(', ');
  const wanted = place.context ?? config.getCurrentContext();
  const names = config.contexts.map(({ name }) => name);
  if (wanted === undefined || wanted === '')
    throw badKubeconfig(`${shown} says no current context; name one with --context: ${listed(names)}.`);
  const context = config.contexts.find(({ name }) => name === wanted);
  if (context === undefined)
    throw badKubeconfig(`${shown} has no context ${JSON.stringify(wanted)}; it has ${listed(names)}.`);
  const cluster = config.clusters.find(({ name }) => name === context.cluster);
  if (cluster === undefined || cluster.server === '')
    throw badKubeconfig(
      `The context ${wanted} of ${shown} names the cluster ${context.cluster}, which is not there.`,
    );
  const user = config.users.find(({ name }) => name === context.user);
  if (user === undefined)
    throw badKubeconfig(
      `The context ${wanted} of ${shown} names the user ${context.user}, which is not there.`,
    );
  return { name: wanted, cluster, user };
}

function filesOf({ file, environment }: KubeconfigPlace): readonly string[] {
  if (file !== undefined) {
    if (!existsSync(file)) throw badKubeconfig(`There is no kubeconfig ${file}.`);
    return [file];
  }
  const named = (environment['KUBECONFIG'] ?? '').split(delimiter).filter((one) => one !== '');
  if (named.length > 0) {
    const there = named.filter((one) => existsSync(one));
    if (there.length === 0) throw badKubeconfig(`KUBECONFIG names ${named.join(', ')}, which is not there.`);
    return there;
  }
  const home = environment['HOME'] ?? environment['USERPROFILE'];
  const usual = home === undefined ? undefined : join(home, '.kube', 'config');
  if (usual !== undefined && existsSync(usual)) return [usual];
  if (existsSync(SERVICE_ACCOUNT)) return [];
  throw badKubeconfig('There is no kubeconfig: name one with --kubeconfig, or in KUBECONFIG.');
}

function inCluster(library: Library): Kubernetes.KubeConfig {
  const config = new library.KubeConfig();
  config.loadFromCluster();
  return config;
}

function merged(library: Library, files: readonly string[]): Kubernetes.KubeConfig {
  const clusters = new Map<string, Kubernetes.Cluster>();
  const users = new Map<string, Kubernetes.User>();
  const contexts = new Map<string, Kubernetes.Context>();
  let currentContext: string | undefined;
  for (const file of files) {
    const config = fromFile(library, file);
    for (const one of config.clusters) if (!clusters.has(one.name)) clusters.set(one.name, one);
    for (const one of config.users) if (!users.has(one.name)) users.set(one.name, one);
    for (const one of config.contexts) if (!contexts.has(one.name)) contexts.set(one.name, one);
    const current: unknown = config.currentContext;
    if (currentContext === undefined && typeof current === 'string' && current !== '') currentContext = current;
  }
  const config = new library.KubeConfig();
  config.loadFromOptions({
    clusters: [...clusters.values()],
    users: [...users.values()],
    contexts: [...contexts.values()],
    currentContext: currentContext ?? '',
  });
  return config;
}

function fromFile(library: Library, file: string): Kubernetes.KubeConfig {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    throw badKubeconfig(`The kubeconfig ${file} cannot be read: ${messageOf(error)}.`, error);
  }
  const config = new library.KubeConfig();
  try {
    config.loadFromString(text);
    config.makePathsAbsolute(dirname(file));
  } catch (error) {
    // What the parser says may quote a line of the file, and lines of it are secrets.
    throw badKubeconfig(`${file} is no kubeconfig.`, error);
  }
  return config;
}

function listed(names: readonly string[]): string {
  return names.length === 0 ? 'none' : names.join(', ');
}
