import { accessSync, constants, existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { filesOrganizationSource, gitVersion } from '@fairway/adapters';
import { checkLock, lockFile } from '@fairway/compiler';
import type { Diagnostic } from '@fairway/model';
import { clusterFindings } from '../cluster/doctor-cluster.ts';
import type { Call, Command } from '../command.ts';
import { exitCodes, WrongUse } from '../exit-code.ts';
import { ofDefinition } from '../organization/diagnostics.ts';
import { findPlace } from '../organization/find.ts';
import { organizationLoader, sha256, type Organization } from '../organization/load.ts';
import { pluginUse } from '../organization/plugins.ts';
import type { DoctorOutput, Finding } from '../outputs.ts';
import { redact, redactedJson } from '../redact.ts';
import { plural } from '../reporters/human.ts';
import { visibleLines } from '../reporters/visible.ts';
import { version } from '../version.ts';

interface Examined {
  /** Absent where there is none to look at. */
  readonly organization?: Organization;
  readonly findings: readonly Finding[];
  readonly diagnostics: readonly Diagnostic[];
}

/** Looks at everything around an organization that can go wrong, and says what to do. */
export const command: Command = {
  description:
    'Looks at Node, Git, the organization, its plugins, its lock, the editor, and, if asked, a live cluster, and says what to do.',
  arguments: [{ name: '[org]', description: 'the organization' }],
  options: [
    { flags: '--format <format>', description: 'human or json', choices: ['human', 'json'] },
    {
      flags: '--cluster [name]',
      description: 'also compare a live cluster with its definition; changes nothing there',
    },
    { flags: '--kubeconfig <file>', description: 'with --cluster: default KUBECONFIG, then ~/.kube/config' },
    {
      flags: '--context <name>',
      description: 'with --cluster: the context of the kubeconfig; default: its own',
    },
  ],
  examples: [
    'fairway doctor examples/acme',
    'fairway doctor examples/acme --cluster aws-frankfurt --context prod',
  ],
  run: async (call) => {
    const asked = call.flag('cluster') || call.text('cluster') !== undefined;
    for (const option of ['kubeconfig', 'context'])
      if (!asked && call.text(option) !== undefined) throw new WrongUse(`--${option} goes with --cluster`);
    const examined = await examine(call, asked);
    const live = asked ? await clusterFindings(call, examined.organization) : [];
    const findings = [nodeFinding(), await gitFinding(), ...examined.findings, ...live];
    const output: DoctorOutput = { version, findings, diagnostics: examined.diagnostics };
    if (call.format === 'json') call.io.stdout.write(redactedJson(output));
    else call.io.stdout.write(visibleLines(redact(textOf(findings))));
    return findings.some(({ status }) => status === 'failure') ? exitCodes.problems : exitCodes.done;
  },
};

function nodeFinding(): Finding {
  return { check: 'node', status: 'ok', message: `Node ${process.versions.node}, Fairway ${version}` };
}

async function gitFinding(): Promise<Finding> {
  const found = await gitVersion();
  if (found !== null) return { check: 'git', status: 'ok', message: `Git ${found}` };
  return {
    check: 'git',
    status: 'warning',
    message: 'Git is not installed: revisions cannot be compared',
    fix: 'install Git and put it on the PATH',
  };
}

async function examine(call: Call, renders: boolean): Promise<Examined> {
  const place = findPlace(call, call.arguments[0]);
  if ('diagnostic' in place) {
    const { message, fix } = place.diagnostic;
    const advice = fix === null ? {} : { fix: fix.summary };
    return {
      findings: [{ check: 'organization', status: 'failure', message, ...advice }],
      diagnostics: [place.diagnostic],
    };
  }
  const { directory } = place;
  const organization = await organizationLoader().load({
    directory,
    source: filesOrganizationSource({ directory }),
    plugins: pluginUse(call, renders ? 'render' : 'read'),
    now: call.io.now(),
  });
  const findings = [
    definitionFinding(organization),
    pluginFinding(organization, directory),
    lockFinding(organization),
    editorFinding(directory),
    writeFinding(directory),
  ];
  return { findings, diagnostics: organization.diagnostics, organization };
}

function definitionFinding({ directory, diagnostics, intents }: Organization): Finding {
  const errors = diagnostics.filter(({ severity }) => severity === 'error');
  if (errors.length === 0) {
    return {
      check: 'organization',
      status: 'ok',
      message: `${directory}: ${plural(intents.length, 'document')} of developers`,
    };
  }
  const own = ofDefinition(errors).length;
  const parts = [
    ...(own === 0 ? [] : [`${plural(own, 'error')} in the definition`]),
    ...(own === errors.length ? [] : [`${plural(errors.length - own, 'error')} in services`]),
  ];
  const message = `${directory}: ${parts.join(', ')}`;
  return { check: 'organization', status: 'failure', message, fix: 'run fairway check' };
}

function pluginFinding({ platform, diagnostics }: Organization, directory: string): Finding {
  const broken = diagnostics.find(({ code }) => code === 'FWY4030');
  if (broken !== undefined)
    return { check: 'plugins', status: 'failure', message: broken.message, fix: broken.fix?.summary ?? '' };
  const own = platform.plugins.filter(
    ({ name }) => !['fairway', 'fairway-compiler', 'organization'].includes(name),
  );
  const message = existsSync(join(directory, 'fairway.config.ts'))
    ? `fairway.config.ts brings ${own.map(({ name }) => name).join(', ')}`
    : 'no fairway.config.ts: only what Fairway itself brings';
  return { check: 'plugins', status: 'ok', message };
}

function lockFinding({ definition, directory }: Organization): Finding {
  const file = join(directory, lockFile);
  if (!existsSync(file)) {
    const message = `no ${lockFile}: changed documents under an old version go unnoticed`;
    return { check: 'lock', status: 'warning', message, fix: 'run fairway platform lock' };
  }
  const problems = checkLock(definition, readFileSync(file, 'utf8'), sha256);
  if (problems.length === 0) return { check: 'lock', status: 'ok', message: `${lockFile} fits the definition` };
  return {
    check: 'lock',
    status: 'failure',
    message: `${problems.length} documents differ from ${lockFile}`,
    fix: 'run fairway platform check',
  };
}

function editorFinding(directory: string): Finding {
  if (existsSync(join(directory, '.vscode/settings.json'))) {
    return { check: 'editor', status: 'ok', message: 'the folder has editor settings' };
  }
  const message = 'the editor does not know the schemas yet';
  return { check: 'editor', status: 'warning', message, fix: 'run fairway schema install' };
}

function writeFinding(directory: string): Finding {
  try {
    accessSync(directory, constants.W_OK);
    return { check: 'disk', status: 'ok', message: 'the folder can be written' };
  } catch {
    return {
      check: 'disk',
      status: 'warning',
      message: 'the folder cannot be written',
      fix: 'compile into another one with --out',
    };
  }
}

const MARKS = { ok: 'ok     ', warning: 'warning', failure: 'failure', unknown: 'unknown' } as const;

function textOf(findings: readonly Finding[]): string {
  return findings
    .map(
      ({ check, status, message, fix }) =>
        `${MARKS[status]}  ${check.padEnd(12)}  ${fix === undefined ? message : `${message.replace(/\.$/, '')}; ${fix}`}\n`,
    )
    .join('');
}
