import type { Invariant, InvariantContext, Violation } from '@fairway/model';
import { fieldsOf, inContainer, inPod, itemsOf, pods } from '../pods.ts';

export const terminationFitsInvariant: Invariant = {
  id: 'termination-fits',
  title: 'Pods have time to finish',
  appliesTo: { shapes: ['service', 'worker', 'cron', 'job'] },
  reason: 'A preStop hook longer than the grace period is cut off, and requests in flight are lost with it.',
  check,
};

function* check({ objects }: InvariantContext): Generator<Violation> {
  for (const pod of pods(objects)) {
    const grace = pod.spec['terminationGracePeriodSeconds'];
    if (typeof grace !== 'number') {
      yield inPod(pod, 'terminationGracePeriodSeconds', 'the pod does not say how long it may take to stop');
      continue;
    }
    for (const fields of itemsOf(pod.spec['containers'])) {
      const sleep = fieldsOf(fieldsOf(fieldsOf(fields['lifecycle'])['preStop'])['sleep'])['seconds'];
      if (typeof sleep !== 'number' || sleep < grace) continue;
      const container = { pod, list: 'containers', fields } as const;
      yield inContainer(
        container,
        'lifecycle.preStop.sleep.seconds',
        `sleeps ${sleep} s before it stops, and is killed after ${grace} s`,
      );
    }
  }
}
