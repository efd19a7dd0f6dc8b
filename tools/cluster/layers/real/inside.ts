import { execFileSync } from 'node:child_process';
import { connect, type Server, type Socket } from 'node:net';
import { addresses } from './addresses.ts';
import type { Order, Report } from './messages.ts';
import { startNode } from './node.ts';

/**
 * Runs as the first process of the world: lays out its files and its network, forwards connections from outside,
 * and starts the node. When it ends the kernel ends everything in the world.
 */

/**
 * What containerd, kubelet, and network plugins write to fixed places goes to a file system in memory. Services
 * need a route, or the kernel refuses to connect before kube-proxy's rules are asked.
 */
const layOut = `
set -e
mount -t tmpfs -o mode=755 tmpfs /run
for folder in lib log; do
  mkdir -p /run/fairway/over/$folder /run/fairway/work/$folder
  mount -t overlay -o lowerdir=/var/$folder,upperdir=/run/fairway/over/$folder,workdir=/run/fairway/work/$folder \\
    overlay /var/$folder
done
ip link set lo up
ip address add ${addresses.node}/32 dev lo
ip route add ${addresses.services} dev lo src ${addresses.node}
echo 1 > /proc/sys/net/ipv4/ip_forward
echo 1 > /proc/sys/net/bridge/bridge-nf-call-iptables
`;

function report(message: Report): void {
  process.send?.(message);
}

async function follow(order: Order, outside: Server | undefined): Promise<void> {
  if (order.type === 'start') {
    await startNode(order.node, fail);
    report({ type: 'started' });
    return;
  }
  outside?.on('connection', (socket) => join(socket, connect(order.port, '127.0.0.1')));
  report({ type: 'forwarding', port: order.port });
}

/** Carries bytes both ways; when one side fails the other one is reset. */
function join(outer: Socket, inner: Socket): void {
  for (const [from, to] of [
    [outer, inner],
    [inner, outer],
  ] as const) {
    from.setNoDelay(true);
    from.pipe(to);
    from.on('error', () => to.destroy());
  }
}

function fail(error: unknown): void {
  report({ type: 'failed', message: error instanceof Error ? error.message : String(error) });
}

process.on('message', (order: Order, outside: Server | undefined) => {
  follow(order, outside).catch(fail);
});
process.on('disconnect', () => process.exit());
try {
  execFileSync('sh', ['-c', layOut], { stdio: ['ignore', 'ignore', 'pipe'] });
  report({ type: 'prepared' });
} catch (error) {
  fail(error);
}
