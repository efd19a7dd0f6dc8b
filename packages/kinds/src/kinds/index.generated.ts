// Generated from the folders beside it by `npm run gen`; edit there.
import { addonKind } from './addon/addon.ts';
import { jobKind } from './job/job.ts';
import { previewKind } from './preview/preview.ts';
import { scheduledJobKind } from './scheduled-job/scheduled-job.ts';
import { virtualMachineKind } from './virtual-machine/virtual-machine.ts';
import { webServiceKind } from './web-service/web-service.ts';
import { workerKind } from './worker/worker.ts';

/** Every kind, sorted by name. */
export const kinds = [
  addonKind,
  jobKind,
  previewKind,
  scheduledJobKind,
  virtualMachineKind,
  webServiceKind,
  workerKind,
] as const;
