import { runGit } from './run-git.ts';

/** The version of the installed Git, such as `2.39.5`; `null` where there is none. */
export async function gitVersion(directory = '.'): Promise<string | null> {
  try {
    const { exitCode, stdout } = await runGit({ directory, arguments: ['--version'] });
    return exitCode === 0 ? (/\d+(?:\.\d+)+/.exec(stdout.toString('utf8'))?.[0] ?? null) : null;
  } catch {
    return null;
  }
}
