// Usage: node tools/cluster/tests/owner.ts. Starts a cluster, prints where it is as one line of JSON, and waits.
import { startCluster } from '../cluster.ts';

const { folder, kubeconfig, plane } = await startCluster();
const pids = plane.programs.all.map(({ pid }) => pid);
console.log(JSON.stringify({ folder, kubeconfig, pids }));
setInterval(() => undefined, 1000);
