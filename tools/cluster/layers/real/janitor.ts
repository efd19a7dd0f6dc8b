import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { hierarchies } from './control-groups.ts';

export interface Janitor {
  /** Lets it clean up; settles when it has. */
  readonly cleanUp: () => Promise<void>;
}

/**
 * `$1` is the control group, `$2` the folder of the run, the rest the hierarchies. Standard input ends when the
 * process that started this one does, however that ends. Groups can be removed once their processes are gone,
 * which the kernel ends with the world.
 */
const script = `
group=$1; folder=$2; shift 2
cat > /dev/null
for attempt in $(seq 100); do
  left=
  for hierarchy in "$@"; do
    [ -d "$hierarchy$group" ] || continue
    find "$hierarchy$group" -depth -type d -exec rmdir {} + 2> /dev/null || left=yes
  done
  [ -z "$left" ] && break
  sleep 0.05
done
rm -rf "$folder"
`;

/**
 * Starts a process that removes what outlives the processes of a run, its control group and its folder, even when
 * the run is killed. It is in a session of its own, so what ends the run does not end it.
 */
export function startJanitor(group: string, folder: string): Janitor {
  const child = spawn('sh', ['-c', script, 'janitor', group, folder, ...hierarchies()], {
    cwd: '/',
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  child.unref();
  return {
    cleanUp: async () => {
      const ended = once(child, 'exit');
      child.ref();
      child.stdin.end();
      if (child.exitCode === null) await ended;
    },
  };
}
