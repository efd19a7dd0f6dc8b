import type { Invariant } from '@fairway/model';

/** Say in one sentence what always holds, and name the rule's source. */
export const placeholderNameInvariant: Invariant = {
  id: 'placeholder-name',
  title: 'Every object has labels',
  // The workloads (and environment classes) whose objects it looks at.
  appliesTo: { shapes: ['service', 'worker', 'cron', 'job', 'namespace'] },
  reason: 'Why it holds, as `why` tells a developer who meets a field that cannot be changed.',
  *check({ objects }) {
    for (const object of objects) {
      if (object.metadata.labels === undefined) {
        yield {
          object,
          path: 'metadata.labels',
          message: 'what is wrong, in the words of whoever has to mend it',
        };
      }
    }
  },
};
