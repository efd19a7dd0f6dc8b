import { spawn } from 'node:child_process';
import { OutsideSystemError } from '@fairway/model';

/** What a finished Git command left behind. */
export interface GitResult {
  readonly exitCode: number;
  readonly stdout: Buffer;
  readonly stderr: string;
}

export interface GitCommand {
  readonly directory: string;
  readonly arguments: readonly string[];
  readonly input?: string;
  /** The most bytes that standard output may have. Default 64 MiB. */
  readonly outputLimit?: number;
  /** Default 60,000. */
  readonly timeoutMilliseconds?: number;
  /** The program to start; for tests. */
  readonly program?: string;
}

const ERROR_LIMIT = 16 * 1024;

/**
 * Runs Git without a shell, without prompts, without the machine's configuration.
 * @throws {OutsideSystemError} `git-missing`, `git-timeout`, `git-output-too-large`, `git-failed` (killed).
 */
export function runGit(command: GitCommand): Promise<GitResult> {
  const { outputLimit = 64 * 1024 * 1024, timeoutMilliseconds = 60_000, program = 'git' } = command;
  return new Promise((resolve, reject) => {
    const child = spawn(program, [...command.arguments], { cwd: command.directory, env: gitEnvironment() });
    const chunks: Buffer[] = [];
    const errors: Buffer[] = [];
    let size = 0;
    let errorSize = 0;
    const stop = (code: string, message: string, cause?: unknown): void => {
      clearTimeout(timer);
      child.kill('SIGKILL');
      reject(new OutsideSystemError(code, message, cause));
    };
    const timer = setTimeout(() => {
      stop('git-timeout', `Git did not answer within ${timeoutMilliseconds / 1000} seconds.`);
    }, timeoutMilliseconds);
    child.on('error', (cause) => {
      stop('git-missing', 'Git could not be started; is it installed and on the PATH?', cause);
    });
    child.stdout.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size > outputLimit) stop('git-output-too-large', `Git answered with more than ${outputLimit} bytes.`);
      else chunks.push(chunk);
    });
    child.stderr.on('data', (chunk: Buffer) => {
      if (errorSize < ERROR_LIMIT) errors.push(chunk);
      errorSize += chunk.length;
    });
    child.on('close', (exitCode, signal) => {
      clearTimeout(timer);
      if (exitCode === null) stop('git-failed', `Git was stopped by ${signal ?? 'a signal'}.`);
      else resolve({ exitCode, stdout: Buffer.concat(chunks), stderr: Buffer.concat(errors).toString('utf8') });
    });
    // Git may leave before it has read everything; its exit code tells the story.
    child.stdin.on('error', () => undefined);
    child.stdin.end(command.input ?? '');
  });
}

/**
 * Runs Git and expects success.
 * @throws {OutsideSystemError} as `runGit`, and `git-failed` with Git's own words.
 */
export async function runGitOrFail(command: GitCommand): Promise<Buffer> {
  const result = await runGit(command);
  if (result.exitCode === 0) return result.stdout;
  throw gitFailed(command.arguments[0] ?? '', result);
}

/** A command that failed for a reason the user did not cause. */
export function gitFailed(name: string, result: GitResult): OutsideSystemError {
  const said = result.stderr.trim() || `exit code ${result.exitCode}`;
  return new OutsideSystemError('git-failed', `git ${name} failed: ${said}`);
}

/** Variables of Git that stay: where objects and configuration are, but not which repository is meant. */
const KEPT = /^GIT_(?:CONFIG|CEILING_DIRECTORIES$|OBJECT_DIRECTORY$|ALTERNATE_OBJECT_DIRECTORIES$|TRACE)/;

function gitEnvironment(): NodeJS.ProcessEnv {
  const environment: NodeJS.ProcessEnv = {};
  for (const [name, value] of Object.entries(process.env)) {
    if (!name.startsWith('GIT_') || KEPT.test(name)) environment[name] = value;
  }
  return {
    ...environment,
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_TERMINAL_PROMPT: '0',
    GIT_OPTIONAL_LOCKS: '0',
    GIT_PAGER: 'cat',
    LC_ALL: 'C',
  };
}
