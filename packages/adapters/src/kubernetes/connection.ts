import type { RequestOptions } from 'node:https';
import type { User } from '@kubernetes/client-node';
import { isObject } from '@fairway/model';
import { runCredentialPlugin, type CredentialPlugin } from './exec-credential.ts';
import { badKubeconfig, messageOf, noCredentials } from './failure.ts';
import { readKubeconfig, type KubeconfigPlace } from './kubeconfig.ts';

/** Everything that a request to one cluster needs. */
export interface Connection {
  /** `CONTEXT (https://host:6443)`. */
  readonly name: string;
  /** Without user and password. */
  readonly server: string;
  readonly base: URL;
  /** Certificates, agent, and headers; they hold credentials and are never printed. */
  readonly options: RequestOptions;
}

/**
 * Prepares the way to a cluster; nothing is sent yet. A credential plugin that the kubeconfig names is started.
 * @throws {OutsideSystemError} `kubeconfig-invalid`, or `cluster-credentials` where the plugin gives none.
 */
export async function connect(place: KubeconfigPlace, milliseconds: number): Promise<Connection> {
  // Loading it takes longer than everything else that a command does, so only who talks to a cluster does.
  const library = await import('@kubernetes/client-node');
  const { name, cluster, user } = readKubeconfig(library, place);
  const base = addressOf(cluster.server, name);
  const server = `${base.protocol}//${base.host}`;
  const ready = await withCredentials(user, server, place, milliseconds);
  const config = new library.KubeConfig();
  // Plain HTTP, as `kubectl proxy` speaks it, is the kubeconfig's own choice.
  const plain = base.protocol === 'http:';
  config.loadFromClusterAndUser(plain ? { ...cluster, skipTLSVerify: true } : cluster, ready);
  const options: RequestOptions = {};
  try {
    await config.applyToHTTPSOptions(options);
  } catch (error) {
    throw badKubeconfig(`The context ${name} cannot be used: ${messageOf(error)}.`, error);
  }
  return { name: `${name} (${server})`, server, base, options };
}

function addressOf(server: string, context: string): URL {
  let address: URL | undefined;
  try {
    address = new URL(server);
  } catch {
    address = undefined;
  }
  if (address !== undefined && /^https?:$/.test(address.protocol)) return address;
  throw badKubeconfig(`The server of the context ${context} is no address that begins with https://.`);
}

/** The user with what its credential plugin answers, if it has one. */
async function withCredentials(
  user: User,
  server: string,
  { environment }: KubeconfigPlace,
  milliseconds: number,
): Promise<User> {
  const provider: unknown = user.authProvider;
  const legacy = isObject(provider) ? provider['name'] : undefined;
  if (typeof legacy === 'string' && legacy !== 'oidc' && legacy !== 'tokenFile') {
    const message = `The user ${user.name} has the auth-provider ${legacy}, which Kubernetes 1.26 removed; use its exec plugin.`;
    throw badKubeconfig(message);
  }
  const plugin = pluginOf(user.exec, environment);
  if (plugin === undefined) return user;
  try {
    const { token, certificate, key } = await runCredentialPlugin(plugin, milliseconds);
    const base64 = (text: string): string => Buffer.from(text).toString('base64');
    return {
      name: user.name,
      ...(user.impersonateUser === undefined ? {} : { impersonateUser: user.impersonateUser }),
      ...(token === undefined ? {} : { token }),
      ...(certificate === undefined || key === undefined
        ? {}
        : { certData: base64(certificate), keyData: base64(key) }),
    };
  } catch (error) {
    throw noCredentials(server, messageOf(error), error);
  }
}

function pluginOf(
  exec: unknown,
  environment: Readonly<Record<string, string | undefined>>,
): CredentialPlugin | undefined {
  if (!isObject(exec)) return undefined;
  const { apiVersion, command, args, env } = exec;
  if (typeof command !== 'string' || command === '')
    throw badKubeconfig('The kubeconfig names a credential plugin without a command.');
  const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');
  const own = (Array.isArray(env) ? env : []).flatMap((one: unknown) =>
    isObject(one) && typeof one['name'] === 'string' ? [[one['name'], textOf(one['value'])] as const] : [],
  );
  return {
    apiVersion: typeof apiVersion === 'string' ? apiVersion : 'client.authentication.k8s.io/v1',
    command,
    arguments: (Array.isArray(args) ? args : []).map(textOf),
    environment: { ...environment, ...Object.fromEntries(own) },
  };
}
