// Generated from the folders beside it by `npm run gen`; edit there.
import { addonKind } from './addon/addon.ts';
import { applicationKind } from './application/application.ts';
import { bucketKind } from './bucket/bucket.ts';
import { cacheKind } from './cache/cache.ts';
import { certificateKind } from './certificate/certificate.ts';
import { databaseKind } from './database/database.ts';
import { deliveryKind } from './delivery/delivery.ts';
import { dnsNameKind } from './dns-name/dns-name.ts';
import { jobKind } from './job/job.ts';
import { previewKind } from './preview/preview.ts';
import { queueKind } from './queue/queue.ts';
import { scheduledJobKind } from './scheduled-job/scheduled-job.ts';
import { secretReferenceKind } from './secret-reference/secret-reference.ts';
import { topicKind } from './topic/topic.ts';
import { virtualMachineKind } from './virtual-machine/virtual-machine.ts';
import { volumeKind } from './volume/volume.ts';
import { webServiceKind } from './web-service/web-service.ts';
import { workerKind } from './worker/worker.ts';

/** Every kind, sorted by name. */
export const kinds = [
  addonKind,
  applicationKind,
  bucketKind,
  cacheKind,
  certificateKind,
  databaseKind,
  deliveryKind,
  dnsNameKind,
  jobKind,
  previewKind,
  queueKind,
  scheduledJobKind,
  secretReferenceKind,
  topicKind,
  virtualMachineKind,
  volumeKind,
  webServiceKind,
  workerKind,
] as const;
