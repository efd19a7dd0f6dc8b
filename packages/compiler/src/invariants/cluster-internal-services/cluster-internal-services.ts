import type { Invariant, InvariantContext, Violation } from '@fairway/model';
import { fieldsOf, shownValue } from '../pods.ts';

export const clusterInternalServicesInvariant: Invariant = {
  id: 'cluster-internal-services',
  title: 'Services are reachable only inside the cluster',
  appliesTo: { shapes: ['service', 'worker', 'cron', 'job', 'namespace'] },
  reason: 'A NodePort or LoadBalancer is a door past the gateway, its certificates, limits and firewall.',
  check,
};

function* check({ objects }: InvariantContext): Generator<Violation> {
  for (const object of objects) {
    if (object.kind !== 'Service') continue;
    const spec = fieldsOf(object['spec']);
    const type = spec['type'];
    if (type !== undefined && type !== 'ClusterIP')
      yield {
        object,
        path: 'spec.type',
        message: `the Service is a ${shownValue(type)}; exposure goes through the gateway`,
      };
    if (spec['externalIPs'] !== undefined)
      yield { object, path: 'spec.externalIPs', message: 'the Service claims addresses outside the cluster' };
  }
}
