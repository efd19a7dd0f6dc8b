import { setValue, type Contribution, type WorkloadProperties } from '@fairway/model';
import { oneOfEqual, remembered } from '../../remembered.ts';
import { bytes, millicores } from '../../units.ts';
import { environmentOf } from './environment.ts';
import { acceleratorResources, type ProgramContext } from './fields.ts';
import { filesOf } from './files.ts';
import { checkImage } from './image-checks.ts';
import { checkPlatform, checkUser } from './platform-checks.ts';
import { writableOf, type WritableFolder } from './writable.ts';

/** Bytes for logs and the writable layer of the container, on top of its writable folders. */
const scratch = { request: 64 * 2 ** 20, limit: 512 * 2 ** 20 } as const;

/** The fuse: an idle neighbor's CPU may be used up to this, so that a runaway program cannot take a node. */
const fuse = { factor: 4, atLeast: 1_000 } as const;

const systemOf = remembered((platform) => platform.split('/'));

/** Requests and limits in millicores and bytes; `disk` is what may be written to folders. */
const resourcesFor = oneOfEqual(
  (cpuRequest: number, cpuBurst: boolean, memoryRequest: number, memoryLimit: number, disk: number) => ({
    cpuRequest,
    cpuLimit: cpuBurst ? null : Math.max(cpuRequest * fuse.factor, fuse.atLeast),
    memoryRequest,
    memoryLimit,
    ephemeralRequest: scratch.request,
    ephemeralLimit: scratch.limit + disk,
  }),
);

/** Checks and lowers what all runtimes share: everything but ports. */
export function lowerProgram(context: ProgramContext): Contribution[] {
  const { runtime } = context.spec;
  checkImage(context);
  checkUser(context);
  checkPlatform(context);
  const writable = writableOf(context);
  const [os, architecture] = systemOf(runtime.platform);
  const values: Contribution[] = [
    setValue('kind', context.kind),
    setValue('shape', context.shape),
    setValue('language', runtime.language),
    setValue('size', runtime.size),
    setValue('image', context.image),
    setValue('os', os),
    setValue('architecture', architecture),
    setValue('user', runtime.user),
    setValue('env', environmentOf(context)),
    setValue('files', filesOf(context, writable)),
    setValue('writable', writable),
  ];
  if (runtime.version !== undefined) values.push(setValue('languageVersion', runtime.version));
  if (runtime.command !== undefined) values.push(setValue('command', runtime.command));
  if (runtime.args !== undefined) values.push(setValue('args', runtime.args));
  if (runtime.accelerator !== undefined) {
    const { type, count } = runtime.accelerator;
    values.push(setValue('accelerator', { type: acceleratorResources[type], count }));
  }
  const resources = resourcesOf(context, writable);
  if (resources !== undefined) values.push(setValue('resources', resources));
  return values;
}

/** Requests and limits by size; `undefined` where the size does not exist, which is reported as a broken reference. */
function resourcesOf(
  context: ProgramContext,
  writable: readonly WritableFolder[],
): WorkloadProperties['resources'] | undefined {
  const { runtime } = context.spec;
  const size = context.definition.get('SizeProfile', runtime.size)?.spec;
  if (size === undefined) return undefined;
  const memoryLimit = bytes(size.memoryLimit);
  let disk = 0;
  let memory = 0;
  for (const folder of writable) {
    if (folder.medium === 'memory') memory += folder.size;
    else disk += folder.size;
  }
  if (memory >= memoryLimit) {
    context.report(
      {
        code: 'FWY3214',
        message: `folders in memory may hold ${mebibytes(memory)}, but a replica of size ${runtime.size} has only ${mebibytes(memoryLimit)} of memory for them and the program`,
        fix: 'make the folders smaller, keep them on disk, or choose a larger runtime.size',
      },
      ['runtime', 'writable'],
    );
  }
  return resourcesFor(
    millicores(size.cpuRequest),
    runtime.cpuBurst,
    bytes(size.memoryRequest),
    memoryLimit,
    disk,
  );
}

function mebibytes(amount: number): string {
  return `${Math.round(amount / 2 ** 20)}Mi`;
}
