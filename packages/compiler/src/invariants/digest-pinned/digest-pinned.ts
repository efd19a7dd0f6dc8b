import type { Invariant, InvariantContext, Violation } from '@fairway/model';
import { containers, inContainer } from '../pods.ts';

export const digestPinnedInvariant: Invariant = {
  id: 'digest-pinned',
  title: 'Images are pinned by digest',
  appliesTo: { shapes: ['service', 'worker', 'cron', 'job'], environmentClasses: ['staging', 'prod'] },
  reason: 'A tag can be moved; a digest is what was tested, scanned and signed.',
  check,
};

const digestLength = 64;

function* check({ objects }: InvariantContext): Generator<Violation> {
  for (const container of containers(objects)) {
    if (pinned(container.fields['image'])) continue;
    yield inContainer(
      container,
      'image',
      `has the image ${String(container.fields['image'])}, which has no digest`,
    );
  }
}

function pinned(image: unknown): boolean {
  if (typeof image !== 'string') return false;
  const at = image.indexOf('@sha256:');
  if (at <= 0 || image.length !== at + 8 + digestLength) return false;
  for (let index = at + 8; index < image.length; index++) {
    const code = image.charCodeAt(index);
    if (!((code >= 48 && code <= 57) || (code >= 97 && code <= 102))) return false;
  }
  return true;
}
