import type { Reasons } from '@fairway/model';
import { jobReasons } from '../job/job-spec.ts';

/** Why the constants of a CronJob are what they are. */
export const cronJobReasons: Reasons = {
  'spec.schedule': 'What only people start has the date of a day that does not exist.',
  'spec.timeZone': 'Times mean the same on every cluster.',
  'spec.concurrencyPolicy': 'Two runs at once would work on the same data.',
  'spec.startingDeadlineSeconds': 'A start that was missed for longer is skipped, not caught up with.',
  'spec.successfulJobsHistoryLimit': 'As many runs are kept to look at as the intent says.',
  'spec.failedJobsHistoryLimit': 'As many runs are kept to look at as the intent says.',
  'spec.suspend': 'What only people start never starts by itself.',
  'spec.jobTemplate.metadata.labels.**': 'Runs carry the labels of their workload.',
  ...jobReasons('spec.jobTemplate.spec'),
};
