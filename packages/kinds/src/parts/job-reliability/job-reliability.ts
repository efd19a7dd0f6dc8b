import { definePart } from '@fairway/model';
import { reliabilityFields } from '../reliability/fields.ts';
import { lowerStop } from '../reliability/stop.ts';

/** How good a job has to be and how it is stopped; a job has no rollout: the next run starts with the new version. */
export const jobReliabilityPart = definePart({
  name: 'job-reliability',
  docs: {
    summary: 'How good the job has to be, and how it is stopped.',
    details: 'A job has no rollout: its next run starts with the new version.',
  },
  schema: (tools) => ({
    reliability: tools.defaulted(
      tools.fields.object(reliabilityFields(tools), 'How good the job has to be, and how it is stopped.'),
    ),
  }),
  vary: ['reliability.terminationGracePeriod'],
  lower: (context) => lowerStop(context),
});
