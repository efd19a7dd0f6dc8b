import type { Client } from '../../client.ts';
import { STOP_ANNOTATION } from '../../layers/simulated/stages.ts';
import type { Rollouts } from '../../layers/simulated/rollouts.ts';
import { accepted } from '../simulated-objects.ts';
import { belongsTo, change, isSettled, late, pause, podsOf, read, setImage } from './live.ts';
import type { Batch, Workload } from './workloads.ts';

/** Seconds of a real cluster in milliseconds of a simulated one. */
export const second = 30;

/** How long a pod takes until it is ready, in seconds; what environment classes say unless they say otherwise. */
export const timeToReady = 20;

/**
 * Runs everything at its maximum: every replica, every Job that may run at once. Pods take as long to stop as they
 * may, on the scale of the simulation, until `stopQuickly`.
 */
export async function toMaximum(
  client: Client,
  workloads: readonly Workload[],
  batches: readonly Batch[],
): Promise<readonly string[]> {
  await Promise.all(
    workloads.map((workload) =>
      change(
        client,
        workload,
        { op: 'add', path: '/spec/replicas', value: workload.maximum },
        {
          op: 'add',
          path: '/spec/template/metadata/annotations',
          value: { [STOP_ANNOTATION]: `${workload.grace * second}ms` },
        },
      ),
    ),
  );
  await Promise.all(batches.map((batch) => startJobs(client, batch)));
  return idle(client, batches);
}

/** A CronJob gets the Jobs that its controller would make; a Job is there already. */
async function startJobs(client: Client, { kind, namespace, name, jobs, object }: Batch): Promise<void> {
  if (kind === 'Job') return;
  const { jobTemplate } = object['spec'] as { readonly jobTemplate: { readonly spec: object } };
  for (let number = 1; number <= jobs; number += 1) {
    const metadata = { name: `${name}-${number}`, namespace, labels: object.metadata.labels ?? {} };
    await accepted(client.apply({ apiVersion: 'batch/v1', kind: 'Job', metadata, spec: jobTemplate.spec }));
  }
}

/** Jobs that do not have all of their pods after a while. */
async function idle(client: Client, batches: readonly Batch[], seconds = 30): Promise<readonly string[]> {
  const deadline = performance.now() + seconds * 1000;
  for (;;) {
    const pods = await podsOf(client);
    const missing = batches.filter((batch) => {
      const running = pods.filter((pod) => belongsTo(pod, batch) && pod.status.phase === 'Running');
      return running.length !== batch.jobs * batch.parallelism;
    });
    if (missing.length === 0) return [];
    if (performance.now() > deadline)
      return missing.map(({ kind, namespace, name }) => `${kind} ${namespace}/${name} does not run`);
    await pause(200);
  }
}

/** Starts a rollout of all at once. */
export async function roll(client: Client, workloads: readonly Workload[], tag: string): Promise<void> {
  await Promise.all(
    workloads.map((workload) => setImage(client, workload, `registry.example.com/${workload.name}:${tag}`)),
  );
}

/** Pods of the next rollout go at once. */
export async function stopQuickly(client: Client, workloads: readonly Workload[]): Promise<void> {
  await Promise.all(
    workloads.map((workload) =>
      change(client, workload, { op: 'remove', path: '/spec/template/metadata/annotations' }),
    ),
  );
}

/** Rollouts that have two sets of pods keep both until `release`, and the old one goes at once then. */
export async function holdBothSets(client: Client, workloads: readonly Workload[]): Promise<void> {
  for (const workload of twoSets(workloads)) {
    const { strategy } = (await read(client, workload)).spec as {
      readonly strategy?: { readonly blueGreen?: object };
    };
    const blueGreen = strategy?.blueGreen !== undefined;
    const root = `/spec/strategy/${blueGreen ? 'blueGreen' : 'canary'}`;
    await change(
      client,
      workload,
      { op: 'replace', path: `${root}/scaleDownDelaySeconds`, value: 1 },
      blueGreen
        ? { op: 'replace', path: `${root}/autoPromotionEnabled`, value: false }
        : { op: 'replace', path: `${root}/steps`, value: [{ setWeight: 100 }, { pause: {} }] },
    );
  }
}

/**
 * Goes to the end of every rollout that waits, whatever its steps, and waits until everything is rolled out. A promotion
 * that comes while Argo Rollouts writes the status of the same Rollout can be lost, so whoever still waits after a while
 * is promoted again, as a person would.
 */
export async function release(
  rollouts: Rollouts,
  client: Client,
  workloads: readonly Workload[],
): Promise<readonly string[]> {
  let left: readonly string[] = [];
  for (let attempt = 1; attempt <= 3; attempt += 1) {
    await promote(rollouts, client, workloads);
    left = await late(client, workloads, isSettled, { seconds: 30 });
    if (left.length === 0) break;
  }
  return left;
}

/** Makes every canary and every new set the one that all traffic goes to. */
export async function promote(
  rollouts: Rollouts,
  client: Client,
  workloads: readonly Workload[],
): Promise<void> {
  const waiting = workloads.filter(({ kind }) => kind === 'Rollout');
  const unseen = await late(
    client,
    waiting,
    ({ metadata, status }) => String(metadata.generation) === String(status?.observedGeneration),
  );
  if (unseen.length > 0) throw new Error(`not seen by Argo Rollouts:\n${unseen.join('\n')}`);
  await Promise.all(
    waiting.map(async ({ namespace, name }) => {
      const rollout = await rollouts.get(namespace, name);
      const { currentPodHash, stableRS } = rollout?.status ?? {};
      if (currentPodHash !== stableRS) await rollouts.promote(namespace, name, { full: true });
    }),
  );
}

export function twoSets(workloads: readonly Workload[]): readonly Workload[] {
  return workloads.filter(({ replacement }) => replacement === 'twoSets');
}

export function rolling(workloads: readonly Workload[]): readonly Workload[] {
  return workloads.filter(({ replacement }) => replacement === 'rolling');
}
