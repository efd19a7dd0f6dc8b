import { spawn } from 'node:child_process';
import { isObject } from '@fairway/model';
import { messageOf } from './failure.ts';

/** How a kubeconfig says that credentials come from a program. */
export interface CredentialPlugin {
  readonly apiVersion: string;
  readonly command: string;
  readonly arguments: readonly string[];
  readonly environment: Readonly<Record<string, string | undefined>>;
}

/** What a plugin answers: a token, or a certificate with its key as PEM. */
export interface PluginCredential {
  readonly token?: string;
  readonly certificate?: string;
  readonly key?: string;
}

const OUTPUT_LIMIT = 1024 * 1024;

/**
 * Starts a credential plugin, without a shell and without a terminal to ask at, and ends it when it takes too long.
 * @throws {Error} whose message says why there are no credentials; never with what the plugin printed as credentials.
 */
export async function runCredentialPlugin(
  plugin: CredentialPlugin,
  milliseconds: number,
): Promise<PluginCredential> {
  const text = await outputOf(plugin, milliseconds);
  let answer: unknown;
  try {
    answer = JSON.parse(text);
  } catch {
    throw new Error(`${plugin.command} printed no JSON`);
  }
  const status = isObject(answer) ? answer['status'] : undefined;
  if (!isObject(status)) throw new Error(`${plugin.command} printed no ExecCredential with a status`);
  const { token, clientCertificateData: certificate, clientKeyData: key } = status;
  const credential: PluginCredential = {
    ...(typeof token === 'string' && token !== '' ? { token } : {}),
    ...(typeof certificate === 'string' && typeof key === 'string' ? { certificate, key } : {}),
  };
  if (Object.keys(credential).length === 0)
    throw new Error(`${plugin.command} gave neither a token nor a certificate`);
  return credential;
}

function outputOf(plugin: CredentialPlugin, milliseconds: number): Promise<string> {
  const { apiVersion, command } = plugin;
  const info = JSON.stringify({ apiVersion, kind: 'ExecCredential', spec: { interactive: false } });
  return new Promise((resolve, reject) => {
    const child = spawn(command, [...plugin.arguments], {
      env: { ...plugin.environment, KUBERNETES_EXEC_INFO: info },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    let errors = '';
    const fail = (message: string): void => {
      clearTimeout(timer);
      child.kill('SIGKILL');
      // A grandchild that keeps the pipes open must not keep this process.
      child.stdout.destroy();
      child.stderr.destroy();
      reject(new Error(message));
    };
    const timer = setTimeout(
      () => fail(`${command} did not answer within ${milliseconds / 1000} seconds`),
      milliseconds,
    );
    child.on('error', (error) => fail(`${command} cannot be started: ${messageOf(error)}`));
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      output += text;
      if (output.length > OUTPUT_LIMIT) fail(`${command} printed more than ${OUTPUT_LIMIT} characters`);
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => (errors = `${errors}${text}`.slice(0, 300)));
    child.on('close', (code, signal) => {
      clearTimeout(timer);
      if (code === 0) resolve(output);
      else fail(`${command} ended with ${code ?? signal ?? 'nothing'}: ${messageOf(errors.trim())}`);
    });
  });
}
