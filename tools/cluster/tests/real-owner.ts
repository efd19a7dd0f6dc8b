// Usage: node tools/cluster/tests/real-owner.ts. Starts a cluster with a pod, prints where things are as one line of
// JSON, and waits until its input ends; then it stops the cluster.
import { once } from 'node:events';
import { startCluster } from '../cluster.ts';

const begun = performance.now();
const { client, folder, real, plane, stop } = await startCluster({ layer: 'real' });
const seconds = (performance.now() - begun) / 1000;
const pod = { apiVersion: 'v1', kind: 'Pod', name: 'idle', namespace: 'default' } as const;
const created = await client.create({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name: pod.name, namespace: pod.namespace },
  // The one image that every world has.
  spec: { containers: [{ name: 'idle', image: 'registry.invalid/pause:1' }], terminationGracePeriodSeconds: 0 },
});
if (!created.ok) throw new Error(created.message);
let uid = '';
const runs = await client.waitFor<{
  readonly metadata: { readonly uid: string };
  readonly status?: { readonly phase?: string };
}>(pod, (object) => {
  uid = object?.metadata.uid ?? '';
  return object?.status?.phase === 'Running';
});
if (!runs) throw new Error('the pod does not run');
const pids = [...plane.programs.all.map((program) => program.pid), ...real.processesOf(uid)];
console.log(JSON.stringify({ folder, pids, seconds }));
await once(process.stdin.resume(), 'end');
await stop();
