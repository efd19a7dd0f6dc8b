import type { Invariant, InvariantContext, Violation } from '@fairway/model';
import { inPod, itemsOf, pods } from '../pods.ts';

export const restrictedVolumesInvariant: Invariant = {
  id: 'restricted-volumes',
  title: 'Only safe kinds of volumes',
  appliesTo: { shapes: ['service', 'worker', 'cron', 'job'] },
  reason: 'Other kinds of volumes reach into the node or talk to storage with credentials of the node.',
  check,
};

const allowed = new Set([
  'configMap',
  'downwardAPI',
  'emptyDir',
  'projected',
  'secret',
  'csi',
  'persistentVolumeClaim',
  'ephemeral',
  'image',
]);

function* check({ objects }: InvariantContext): Generator<Violation> {
  for (const pod of pods(objects)) {
    for (const volume of itemsOf(pod.spec['volumes'])) {
      for (const type in volume) {
        if (type === 'name' || allowed.has(type)) continue;
        yield inPod(
          pod,
          `volumes[name=${String(volume['name'])}].${type}`,
          `volumes of the kind ${type} are not allowed`,
        );
      }
    }
  }
}
