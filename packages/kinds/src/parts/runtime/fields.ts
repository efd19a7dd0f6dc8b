import type { PartContext, SchemaTools, SpecOf } from '@fairway/model';

/** Paths of `runtime` that an environment may set. */
export const runtimeVary = [
  'runtime.size',
  'runtime.image',
  'runtime.env',
  'runtime.config',
  'runtime.cpuBurst',
  'runtime.writable[].size',
  'runtime.accelerator.count',
] as const;

/** Fields of `runtime` that every kind has. */
export function runtimeFields(tools: SchemaTools) {
  return { ...programFields(tools), ...contentFields(tools), ...machineFields(tools) };
}

function programFields({ z, fields, defaulted, withMeta }: SchemaTools) {
  return {
    language: fields.reference(
      'LanguageProfile',
      'Language of the program, such as `java` or `node`. Decides how long a start may take and which metrics are expected.',
    ),
    version: withMeta(
      fields.text('Version of the language, such as `21`. Shown in the catalog; the image decides what runs.'),
      {
        informational: 'The image decides which version runs; the catalog shows what its team says about it.',
      },
    ).optional(),
    size: defaulted(
      fields.reference(
        'SizeProfile',
        'How much CPU and memory one replica gets: `small`, `medium`, `large`, `xlarge`.',
      ),
    ),
    image: fields
      .image(
        'Image to run, best by digest. Usually left out here: a release or `--image` says it per environment.',
      )
      .optional(),
    imageFrom: fields
      .name('Runs the image of this other workload of the same system, for example with another `command`.')
      .optional(),
    command: fields.list(z.string(), 'Replaces the entry point of the image.').optional(),
    args: fields
      .list(z.string(), 'Arguments of the command. Never a secret: arguments are visible to everybody.')
      .optional(),
    cpuBurst: defaulted(
      fields.flag(
        'Lets the program use idle CPU of its node without limit. Otherwise four times its request, at least one core.',
      ),
    ),
  };
}

function contentFields({ z, fields, defaulted }: SchemaTools) {
  return {
    env: defaulted(
      fields.map(
        fields.formatted('environmentVariable', 'Name of the variable.', /^[A-Za-z_][A-Za-z0-9_]*$/),
        z.string(),
        'Environment variables, as plain text. Names that begin with `PLATFORM_` belong to the platform.',
      ),
    ),
    config: defaulted(
      fields.map(
        fields.text('File name below `/etc/<service>/config/`, or an absolute path.'),
        z.string(),
        'Configuration files: name and content. A change restarts the program.',
      ),
    ),
    writable: defaulted(
      fields.keyedList(
        fields.object(
          {
            path: fields.path('Folder, as an absolute path.'),
            size: fields.bytes('How much may be stored there.'),
            medium: fields
              .choice(
                ['disk', 'memory'],
                'Where it is kept: `disk` (if nothing is said) or `memory`, which counts against the memory of the size.',
              )
              .optional(),
          },
          'One folder.',
        ),
        'path',
        'Folders that the program may write to; everything else is read-only. They are emptied when a replica goes. `/tmp` is always there.',
      ),
    ),
  };
}

function machineFields({ fields, defaulted }: SchemaTools) {
  return {
    user: defaulted(
      fields.integer(
        0,
        2_147_483_647,
        'Number of the user that the program runs as. 0 (root) needs a policy exception.',
      ),
    ),
    platform: defaulted(
      fields.choice(
        ['linux/amd64', 'linux/arm64', 'windows/amd64'],
        'Operating system and processor that the image is built for.',
      ),
    ),
    accelerator: fields
      .object(
        {
          type: fields.choice(['nvidiaGpu', 'amdGpu', 'intelGpu', 'awsNeuron', 'googleTpu'], 'What it is.'),
          count: fields.integer(1, 64, 'How many one replica gets.'),
        },
        'Graphics or machine-learning processors.',
      )
      .optional(),
  };
}

/** Resource names under which device plugins offer accelerators. */
export const acceleratorResources = {
  nvidiaGpu: 'nvidia.com/gpu',
  amdGpu: 'amd.com/gpu',
  intelGpu: 'gpu.intel.com/i915',
  awsNeuron: 'aws.amazon.com/neuron',
  googleTpu: 'google.com/tpu',
} as const satisfies Readonly<Record<string, string>>;

/** What every kind's runtime is lowered from. */
export type ProgramContext = PartContext<{ readonly runtime: SpecOf<ReturnType<typeof runtimeFields>> }>;
