import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { folderOf } from '../build/build.ts';
import { startCluster, type Cluster } from '../cluster.ts';
import { completeMinor, kubernetesOf } from '../products.ts';
import { recordSection } from '../report/section.ts';
import { makePlace, type Place } from './command-line/place.ts';
import { dropped, manifests, widgetDefinition } from './command-line/manifests.ts';

let cluster: Cluster;
let place: Place;
let kubectl: string;

beforeAll(async () => {
  cluster = await startCluster({ kubernetes: completeMinor });
  kubectl = join(await folderOf(kubernetesOf(completeMinor)), 'kubectl');
  place = makePlace({ 'crds/widget.yaml': widgetDefinition });
  if (!(await applied('crds/widget.yaml', []))) throw new Error('the definition is refused');
  const definition = { apiVersion: 'apiextensions.k8s.io/v1', kind: 'CustomResourceDefinition' };
  const established = await cluster.client.waitFor<{
    status?: { conditions?: { type: string; status: string }[] };
  }>(
    { ...definition, name: 'widgets.example.com' },
    (one) =>
      one?.status?.conditions?.some(({ type, status }) => type === 'Established' && status === 'True') === true,
  );
  if (!established) throw new Error('the definition is not established');
});

afterAll(async () => {
  place?.remove();
  await cluster?.stop();
});

const run = promisify(execFile);

/** Whether kubectl and the API server take a file. */
async function applied(file: string, words: readonly string[] = ['--dry-run=server']): Promise<boolean> {
  const path = join(place.directory, file);
  const argv = [
    '--kubeconfig',
    cluster.kubeconfig,
    'apply',
    '--server-side',
    '--validate=strict',
    ...words,
    '-f',
    path,
  ];
  try {
    await run(kubectl, argv);
    return true;
  } catch {
    return false;
  }
}

describe('fairway validate and kubectl apply', () => {
  it.each(Object.entries(manifests))('agree on %s', async (name, { text, valid }) => {
    const file = `${name.replaceAll(/\W+/g, '-')}.yaml`;
    place.write({ [file]: text });
    const { code } = await place.fairway('validate', file, '--kubernetes', completeMinor, '--with', 'crds');
    expect({ server: await applied(file), fairway: code === 0 }).toEqual({ server: valid, fairway: valid });
  });

  it.each(Object.entries(dropped))('of %s kubectl drops a part, and Fairway says so', async (name, text) => {
    const file = `${name.replaceAll(/\W+/g, '-')}.yaml`;
    place.write({ [file]: text });
    const { code, stderr } = await place.fairway('validate', file);
    expect([await applied(file), code, stderr]).toEqual([true, 1, expect.stringContaining('stands twice')]);
  });

  it('is a section of the page of proofs', () => {
    const all = Object.entries(manifests);
    const good = all.filter(([, { valid }]) => valid).map(([name]) => name);
    const bad = all.filter(([, { valid }]) => !valid).map(([name]) => name);
    expect(good.length + bad.length).toBe(all.length);
    recordSection({
      order: 40,
      title: 'Any manifests: `fairway validate`',
      text: [
        `\`kubectl apply --validate=strict\` against Kubernetes ${completeMinor} and \`fairway validate\` take the same files and refuse the same files.`,
        `Taken: ${good.join(', ')}.`,
        `Refused: ${bad.join(', ')}.`,
        `Taken by kubectl, which drops a part of it without a word, and refused by Fairway: ${Object.keys(dropped).join(', ')}.`,
      ],
    });
  });
});
