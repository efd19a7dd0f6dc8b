import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { compile } from '@fairway/compiler';
import { graphToDot, graphToMermaid, graphToSvg, type ResourceGraph } from '@fairway/model';
import type { Command } from '../command.ts';
import { exitCodes } from '../exit-code.ts';
import { hasErrors, joinDiagnostics } from '../organization/diagnostics.ts';
import { openOrganization } from '../organization/open.ts';
import { redact, redactedJson } from '../redact.ts';
import { report } from '../reporters/index.ts';

const writers = {
  json: redactedJson,
  mermaid: (graph: ResourceGraph) => redact(graphToMermaid(graph)),
  dot: (graph: ResourceGraph) => redact(graphToDot(graph)),
  svg: (graph: ResourceGraph) => redact(graphToSvg(graph)),
} as const;

/** What exists in one environment and how it hangs together, for programs or for people. */
export const command: Command = {
  description:
    'Prints the resource graph of one environment. The default is JSON as schemas/graph_v1.json describes it.',
  arguments: [{ name: '[org]', description: 'the organization' }],
  options: [
    { flags: '--env <environment>', description: 'the environment; default: the last of the chain' },
    { flags: '--format <format>', description: 'how it is written', choices: Object.keys(writers) },
    { flags: '--out <file>', description: 'write it to a file' },
  ],
  examples: ['fairway graph examples/acme --env prod --format svg --out graph.svg'],
  run: async (call) => {
    // Problems are JSON only for those who ask for it by name; a drawing has no place for them.
    const problems = call.text('format') === 'json' ? call : ({ ...call, format: 'human' } as const);
    const opened = await openOrganization(call, 'render', call.arguments[0]);
    if ('diagnostic' in opened) return report(problems, { diagnostics: [opened.diagnostic] });
    const { organization } = opened;
    const { definition, intents, platform } = organization;
    const environment = call.text('env') ?? definition.environments.at(-1)?.name ?? '';
    const compilation = compile(platform, {
      definition,
      environment,
      documents: intents,
      now: call.io.now(),
      only: () => false,
    });
    const all = joinDiagnostics([organization.diagnostics, compilation.diagnostics]);
    const errors = all.filter(({ severity }) => severity === 'error');
    if (hasErrors(errors)) return report(problems, { diagnostics: errors, organization });
    const text = writers[(call.text('format') ?? 'json') as keyof typeof writers](compilation.graph);
    const out = call.text('out');
    if (out === undefined) call.io.stdout.write(text);
    else writeFileSync(resolve(call.io.cwd, out), text);
    return exitCodes.done;
  },
};
