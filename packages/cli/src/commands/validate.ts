import { diagnostic, fileStart } from '@fairway/model';
import { minors, type Minor } from '@fairway/kubernetes';
import type { Call, Command } from '../command.ts';
import { WrongUse, type ExitCode } from '../exit-code.ts';
import type { ValidateOutput } from '../outputs.ts';
import { hasErrors } from '../organization/diagnostics.ts';
import { plural } from '../reporters/human.ts';
import { report } from '../reporters/index.ts';
import { inputsOf } from '../validation/input.ts';
import { validateInputs, type Validation } from '../validation/validate-inputs.ts';

/** Says of any manifests what an API server would say of them, without one. */
export const command: Command = {
  description:
    'Checks any Kubernetes manifests as strictly as an API server does, without a cluster: fields, types, limits, CEL rules.',
  arguments: [
    { name: '[path]', description: 'a file, a folder, or - for standard input; default: this folder' },
  ],
  options: [
    { flags: '--kubernetes <minor>', description: `${minors.join(', ')}; default: the newest` },
    {
      flags: '--with <path...>',
      description: 'a file or folder of CustomResourceDefinitions; may be repeated',
    },
  ],
  examples: ['fairway validate record --kubernetes 1.35', 'helm template . | fairway validate - --with crds'],
  run: async (call) => {
    const kubernetes = minorOf(call.text('kubernetes'));
    const { cwd } = call.io;
    const path = call.arguments[0] ?? '.';
    const inputs = inputsOf(path, cwd);
    const definitions = call.list('with').map((one) => ({ shown: one, inputs: inputsOf(one, cwd) }));
    const found = await validateInputs({ inputs, definitions, kubernetes, io: call.io });
    return reportValidation(call, path, kubernetes, found);
  },
};

/** Also reads `v1.35` and `1.35.4`. */
function minorOf(given: string | undefined): Minor {
  const newest = minors.at(-1);
  const wanted = given === undefined ? newest : /^v?(\d+\.\d+)(?:\.\d+\S*)?$/.exec(given)?.[1];
  const known = minors.find((one) => one === wanted);
  if (known !== undefined) return known;
  throw new WrongUse(`--kubernetes ${given} is none of the versions that are known: ${minors.join(', ')}`);
}

function reportValidation(call: Call, path: string, kubernetes: Minor, found: Validation): ExitCode {
  const { files, invalid, leftOut, objects, textOf, unknown } = found;
  const diagnostics =
    objects + leftOut > 0 || hasErrors(found.diagnostics)
      ? found.diagnostics
      : [...found.diagnostics, nothingThere(path)];
  const chosen = call.text('kubernetes') === undefined ? ', the newest that is known' : '';
  const where = `for Kubernetes ${kubernetes}${chosen}`;
  const count = `${plural(objects, 'object')} in ${plural(files, 'file')}`;
  const unchecked = unknown.reduce((sum, one) => sum + one.objects, 0);
  const wrong = [
    ...(invalid === 0 ? [] : [`${invalid} not valid`]),
    ...(unchecked === 0 ? [] : [`${unchecked} not checked (${kindsOf(unknown)})`]),
  ];
  if (wrong.length === 0 && hasErrors(diagnostics)) wrong.push('not everything could be read');
  const verdict =
    wrong.length === 0
      ? `${count} ${objects === 1 ? 'is' : 'are'} valid ${where}`
      : `${count} ${where}: ${wrong.join(', ')}`;
  const rest = leftOut === 0 ? '' : `; ${plural(leftOut, 'file')} for kustomize left out`;
  const result: Omit<ValidateOutput, 'diagnostics'> = { kubernetes, objects, invalid, files, unknown };
  const organization = { directory: call.io.cwd, textOf };
  return report(call, {
    diagnostics,
    summary: objects === 0 ? '' : `${verdict}${rest}\n`,
    result,
    organization,
  });
}

const MOST_KINDS = 5;

function kindsOf(unknown: Validation['unknown']): string {
  const kinds = unknown.slice(0, MOST_KINDS).map(({ kind }) => kind);
  const more = unknown.length - kinds.length;
  return [...kinds, ...(more === 0 ? [] : [`and ${more} more`])].join(', ');
}

function nothingThere(path: string): ReturnType<typeof diagnostic> {
  const message = `${path} holds no manifests`;
  const fix = 'name a file, or a folder with files that end in .yaml, .yml, or .json';
  return diagnostic({ code: 'FWY4078', message, fix }, fileStart(path));
}
