import { graphJsonSchema, nodeTypes, schemaTools } from '@fairway/model';

// Commands import types from here and never values: nothing of this is loaded when they run.
const { z, fields } = schemaTools;
const { text, flag, choice, list, object } = fields;

type DeepReadonly<T> = T extends readonly (infer E)[]
  ? readonly DeepReadonly<E>[]
  : T extends object
    ? { readonly [K in keyof T]: DeepReadonly<T[K]> }
    : T;
type Data<S extends { readonly parse: (...input: never) => unknown }> = DeepReadonly<ReturnType<S['parse']>>;

const count = (description: string) => z.int().min(0).meta({ description });
const place = (description: string) => z.int().min(1).meta({ description });
const offset = (description: string) =>
  count(`${description}, in UTF-16 code units from the start of the file`);
const value = (description: string) => z.unknown().meta({ description });
const texts = (description: string) => list(z.string(), description);

const edit = z.strictObject({
  file: text('The file to edit, from the root of the organization.'),
  start: offset('Where the replaced text begins'),
  end: offset('Where it ends'),
  newText: text('What stands there instead.'),
});

const related = z.strictObject({
  message: text('What the place has to do with the problem.'),
  file: text('Its file.'),
  line: place('Its line, from 1.'),
  column: place('Its column, from 1.'),
});

const diagnostic = z.strictObject({
  code: z
    .string()
    .regex(/^FWY[0-9]{4}$/)
    .meta({ description: 'Never changes its meaning.' }),
  severity: choice(['error', 'warning', 'note'], 'Errors block; notes only inform.'),
  message: text('What is wrong.'),
  file: text('Where it stands, from the root of the organization; empty where it belongs to no file.'),
  line: place('First line, from 1.'),
  column: place('First column, from 1, in UTF-16 code units.'),
  endLine: place('Last line.'),
  endColumn: place('The column after the last one.'),
  related: list(related, 'Other places that belong to the problem.'),
  units: texts('Units that are not compiled because of it.'),
  fix: z
    .strictObject({
      summary: text('What to do.'),
      edits: list(edit, 'The repair, where a machine can make it: `fairway check --fix` applies it.'),
    })
    .nullable()
    .meta({ description: 'The way out, where one is known.' }),
  docs: text('Link to the page of the code.'),
});

const diagnostics = list(diagnostic, 'Every problem, by file and place; empty where nothing is wrong.');

const diagnosticsOutput = object(
  { diagnostics },
  'Problems alone: all of `check`, and what other commands print where problems leave no result.',
);
/** `--format json` of every command holds the diagnostics; most hold more. */
export type DiagnosticsOutput = Data<typeof diagnosticsOutput>;

const compileOutput = object(
  {
    out: text('The folder of the record, as it was named.'),
    written: texts('Files that were written, from `out`.'),
    removed: texts('Files that were removed, from `out`.'),
    unchanged: count('How many files already held the right text.'),
    units: count('Units that were compiled: a service in an environment on a cluster.'),
    objects: count('Kubernetes objects in them.'),
    diagnostics,
  },
  'What was compiled and written.',
);
/** `fairway compile --format json`. Paths are relative to `out`. */
export type CompileOutput = Data<typeof compileOutput>;

const welcomeOutput = object(
  {
    out: text('The folder of the record.'),
    services: count('Services that were compiled.'),
    environments: texts('Environments, in the order of promotion.'),
    clusters: texts('Clusters, sorted.'),
    objects: count('Kubernetes objects.'),
    diagnostics,
  },
  'What the example organization became.',
);

const filesOutput = (folder: string, description: string) =>
  object(
    {
      [folder]: text('The folder.'),
      files: texts('The files that were written, from the folder.'),
      diagnostics,
    },
    description,
  );

const ejectOutput = object(
  { out: text('The folder, as it was named.'), files: texts('The files, from `out`, sorted.'), diagnostics },
  'The plain manifests that were written.',
);
/** `fairway eject --format json`: the files, relative to `out`. */
export type EjectOutput = Data<typeof ejectOutput>;

const fieldDifference = z.strictObject({
  path: text('Path of the field.'),
  before: value('Its value before; absent where it did not exist.').optional(),
  after: value('Its value after; absent where it no longer exists.').optional(),
});
/** A field that differs; a side that lacks it has no value. */
export type FieldDifference = Data<typeof fieldDifference>;

const objectDifference = z.strictObject({
  unit: text('`environment/cluster/namespace/service`.'),
  environment: text('The environment.'),
  service: z
    .string()
    .nullable()
    .meta({ description: 'The service; `null` for objects of the namespace itself.' }),
  object: text('`Kind/name`.'),
  change: choice(['added', 'removed', 'changed', 'renamed'], 'What happened to it.'),
  previousName: text('Renamed only: its name before.').optional(),
  fields: list(fieldDifference, 'The fields that differ.'),
});
export type ObjectDifference = Data<typeof objectDifference>;

const diffOutput = object(
  { objects: list(objectDifference, 'The objects that differ, by unit.'), diagnostics },
  'The difference of two states.',
);
/** `fairway diff --format json`. */
export type DiffOutput = Data<typeof diffOutput>;

/** The file that `fairway compile --receipt` writes. */
export const receipt = object(
  {
    apiVersion: z.literal('fairway.dev/receipt/v1').meta({ description: 'Version of this form.' }),
    compiler: text('Version of Fairway.'),
    definitionHash: text('Hash of the platform definition.'),
    environments: texts('The environments that were compiled.'),
    files: z
      .record(z.string(), z.string())
      .meta({ description: 'Path from the root of the record → `sha256:…`.' }),
  },
  'The receipt of a compilation: what made it, and every file with its hash.',
);
export type Receipt = Data<typeof receipt>;

const whyDecider = z.strictObject({
  by: text(
    'Who speaks: `patch`, `environment`, `spec`, `delivery`, `release`, `environmentClass`, `profile`, `kindDefault`, `builtIn`, `definition`.',
  ),
  kind: text('Kind of the document.'),
  name: text('Its name.'),
  file: text('Its file.'),
  line: place('Line of the field.'),
  column: place('Column of the field.'),
  field: text('Path in the document.'),
  value: value('What stands there.'),
  builtIn: flag("Whether the document is one of Fairway's own."),
  tried: value('Another value.'),
  gives: value('What the asked field would be with it; `null`: absent.'),
});
/** An input that decides a field. */
export type WhyDecider = Data<typeof whyDecider>;

const whyOutput = object(
  {
    environment: text('The environment.'),
    cluster: text('The cluster.'),
    unit: text('`environment/cluster/namespace/service`.'),
    object: text('`Kind/name`.'),
    field: text('The field, in its full form.'),
    value: value('Its value.'),
    decided: list(whyDecider, 'Inputs that decide it, the strongest first.'),
    limited: list(whyDecider, 'Inputs that are read too, but whose small changes something hides.'),
    fixed: z
      .strictObject({
        reason: text('Why.'),
        by: text('What fixes it.'),
        docs: text('Its page.').nullable(),
      })
      .nullable()
      .meta({ description: 'Where no input decides it: why it is as it is.' }),
    diagnostics,
  },
  'Why a field has its value.',
);
/** `fairway why --format json`. */
export type WhyOutput = Data<typeof whyOutput>;

const affectedField = z.strictObject({
  environment: text('The environment.'),
  cluster: text('The cluster.'),
  object: text('`Kind/name`.'),
  field: text('The field that is decided; empty: whether the object is there at all.'),
  value: value('Its value; `null`: absent. Of an object as a whole: its name.'),
  tried: value('Another value of the input; `null`: none.'),
  gives: value('What the field would be with it; `null`: absent.'),
});
/** A field that an input decides. */
export type AffectedField = Data<typeof affectedField>;

const affectsOutput = object(
  {
    service: text('The service.'),
    field: text('The field of its intent.'),
    affected: list(affectedField, 'Every field that it decides.'),
    reason: z.string().nullable().meta({ description: 'Where it decides none: why, as a sentence.' }),
    diagnostics,
  },
  'What a value of a service decides.',
);
/** `fairway affects --format json`. */
export type AffectsOutput = Data<typeof affectsOutput>;

const days = (description: string) => z.int().meta({ description });
const patch = z.strictObject({
  name: text('Name of the patch.'),
  owner: text('The team that answers for it.'),
  service: text('`system/name`, or as written where there is no such service.'),
  object: text('The object that it changes.'),
  environments: z.array(z.string()).nullable().meta({ description: 'Where it holds; `null`: everywhere.' }),
  paths: texts('The fields that it changes.'),
  reason: text('Why it is there.'),
  exception: z.string().nullable().meta({ description: 'The exception that it stands on.' }),
  age: days('Whole days since it was created; `null` where it does not say.').nullable(),
  expires: text('The last day on which it holds.'),
  daysLeft: days('Whole days until then; negative once it expired.'),
  file: text('Its file.'),
  line: place('Its line.'),
});
const budget = z.strictObject({
  system: text('The system.'),
  tier: text('Its tier.'),
  used: count('How many patches it has.'),
  amount: count('How many it may have.'),
  state: choice(['fine', 'warning', 'over'], 'How it stands.'),
  from: text('What sets the amount: `TenantTier shared-standard`, `Budget orders`.'),
});
const sharedPath = z.strictObject({
  path: text('Kind of the object and path.'),
  services: texts('The services that patch it.'),
});
const patchesOutput = object(
  {
    patches: list(patch, 'In the order in which they expire.'),
    budgets: list(budget, 'By system.'),
    shared: list(sharedPath, 'Fields that several services patch.'),
    diagnostics,
  },
  'Patches and budgets.',
);
/** `fairway patches --format json`. */
export type PatchesOutput = Data<typeof patchesOutput>;

const lockOutput = object(
  { file: text('The lock.'), documents: count('Published documents in it.'), diagnostics },
  '`platform lock`.',
);
const definitionOutput = object(
  { definitionHash: text('Hash of the definition.'), locked: flag('Whether there is a lock.'), diagnostics },
  '`platform check`.',
);
const bundleOutput = object(
  { file: text('The bundle.'), plugins: texts('The plugins in it.'), diagnostics },
  '`platform bundle`.',
);

const explainedField = z.strictObject({
  subject: text('`WebService` or `WebService.runtime.size`.'),
  type: text('Its type in words.'),
  description: text('What it means.'),
  limits: text('Formats, bounds, units.'),
  choices: texts('The only values, where they are listed.'),
  required: flag('Whether it must be written.'),
  default: z
    .strictObject({ value: value('The value.'), from: text('Who says so.') })
    .meta({ description: 'What applies where nothing is written.' })
    .optional(),
  varies: choice(
    ['yes', 'in part', 'no'],
    'Whether an environment may set it; absent for kinds of the definition.',
  ).optional(),
  rules: texts('Rules between fields that name it.'),
  older: texts('How older API versions spell it.'),
  fields: list(
    z.strictObject({
      name: text('Name.'),
      type: text('Type in words.'),
      required: flag('Whether it must be written.'),
      description: text('What it means.'),
    }),
    'Fields directly below.',
  ),
});
const explainedDocument = z.strictObject({
  kind: text('Its kind.'),
  name: text('Its name.'),
  version: text('Its version.'),
  lifecycle: z
    .strictObject({
      state: choice(['proposed', 'default', 'deprecated', 'defective'], 'The state.'),
      removal: text('After this date its use is an error.').optional(),
      replacement: text('What to use instead.').optional(),
    })
    .meta({ description: 'Where it stands in its life.' }),
  current: flag('Whether a bare name means this version.'),
  from: text('`platform/sizes.yaml:12`, or `built in`.'),
  spec: value('What it says.'),
  users: list(
    z.strictObject({ kind: text('Kind.'), name: text('Name.'), file: text('File.') }),
    'Who names it.',
  ),
});
const explainFieldOutput = object(
  { explanation: explainedField.meta({ description: 'What is known of it.' }), diagnostics },
  'A kind or a field.',
);
const explainDocumentsOutput = object(
  { documents: list(explainedDocument, 'Every version that has an effect.'), diagnostics },
  'Documents of the definition.',
);

const migrateOutput = object(
  {
    to: text('The API version or kind.'),
    dryRun: flag('Whether nothing was written.'),
    files: texts('Files that were rewritten, or would be; sorted.'),
    diagnostics,
  },
  'What was rewritten.',
);

const finding = z.strictObject({
  check: text('What was looked at.'),
  status: choice(
    ['ok', 'warning', 'failure', 'unknown'],
    'How it stands; `unknown`: it could not be looked at.',
  ),
  message: text('What was found.'),
  fix: text('What to do; absent where nothing is to be done.').optional(),
});
/** One thing that `doctor` looked at. */
export type Finding = Data<typeof finding>;
const doctorOutput = object(
  {
    version: text('Version of Fairway.'),
    findings: list(finding, 'Everything that was looked at.'),
    diagnostics,
  },
  'How everything around an organization stands.',
);
/** `fairway doctor --format json`. */
export type DoctorOutput = Data<typeof doctorOutput>;

const validateOutput = object(
  {
    kubernetes: text('The minor version that the objects were held to.'),
    objects: count('Objects that were found.'),
    invalid: count('Objects that an API server would refuse.'),
    files: count('Files with objects.'),
    unknown: list(
      z.strictObject({
        apiVersion: text('Group and version.'),
        kind: text('Kind.'),
        objects: count('How many objects of it were not checked.'),
      }),
      'Kinds without a definition.',
    ),
    diagnostics,
  },
  'What an API server would say of manifests. Files stand relative to the working directory.',
);
/** `fairway validate --format json`. */
export type ValidateOutput = Data<typeof validateOutput>;

const completionOutput = object(
  { shell: text('The shell.'), script: text('The script for it.'), diagnostics },
  'A completion script.',
);

const graph = z.fromJSONSchema(graphJsonSchema(nodeTypes) as Parameters<typeof z.fromJSONSchema>[0]);

/** What each command prints with `--format json`, by its name. */
export const commandOutputs = {
  welcome: z.union([welcomeOutput, diagnosticsOutput]),
  check: diagnosticsOutput,
  compile: z.union([compileOutput, diagnosticsOutput]),
  diff: z.union([diffOutput, diagnosticsOutput]),
  graph: z.union([graph, diagnosticsOutput]),
  patches: z.union([patchesOutput, diagnosticsOutput]),
  eject: z.union([ejectOutput, diagnosticsOutput]),
  why: z.union([whyOutput, diagnosticsOutput]),
  affects: z.union([affectsOutput, diagnosticsOutput]),
  init: z.union([filesOutput('directory', 'The organization that was made.'), diagnosticsOutput]),
  platform: z.union([lockOutput, definitionOutput, bundleOutput, diagnosticsOutput]),
  explain: z.union([explainFieldOutput, explainDocumentsOutput, diagnosticsOutput]),
  migrate: z.union([migrateOutput, diagnosticsOutput]),
  schema: z.union([filesOutput('folder', 'The schemas that were written.'), diagnosticsOutput]),
  validate: z.union([validateOutput, diagnosticsOutput]),
  doctor: z.union([doctorOutput, diagnosticsOutput]),
  completion: z.union([completionOutput, diagnosticsOutput]),
} as const;

/** A schema as JSON Schema (2020-12) with its address. */
export function outputJsonSchema(
  name: string,
  schema: (typeof commandOutputs)[keyof typeof commandOutputs] | typeof receipt,
): object {
  const { $schema, ...rest } = z.toJSONSchema(schema);
  return { $schema, $id: `https://fairway.dev/schemas/cli/${name}.json`, ...rest };
}
