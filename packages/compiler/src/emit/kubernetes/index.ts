import type { Emitter } from '@fairway/model';
import { autoscaler } from './autoscaler/autoscaler.ts';
import { configMap } from './config-map/config-map.ts';
import { cronJob } from './cron-job/cron-job.ts';
import { deployment } from './deployment/deployment.ts';
import { disruptionBudget } from './disruption-budget/disruption-budget.ts';
import { externalSecret } from './external-secret/external-secret.ts';
import { job } from './job/job.ts';
import { monitor } from './monitor/monitor.ts';
import { rollout } from './rollout/rollout.ts';
import { serviceAccount } from './service-account/service-account.ts';
import { service } from './service/service.ts';

/** Emitters of what a workload needs within its namespace. */
export const workloadEmitters: readonly Emitter[] = [
  serviceAccount,
  configMap,
  externalSecret,
  service,
  deployment,
  rollout,
  cronJob,
  job,
  autoscaler,
  disruptionBudget,
  monitor,
];
