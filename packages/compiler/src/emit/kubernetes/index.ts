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
import { ingress } from './ingress/ingress.ts';
import { defaultPolicies } from './namespace/default-policies/default-policies.ts';
import { limitRange } from './namespace/limit-range/limit-range.ts';
import { namespace } from './namespace/namespace/namespace.ts';
import { pullSecrets } from './namespace/pull-secrets/pull-secrets.ts';
import { quota } from './namespace/quota/quota.ts';
import { roleBindings } from './namespace/role-bindings/role-bindings.ts';
import { defaultServiceAccount } from './namespace/service-account/service-account.ts';
import { networkPolicy } from './network-policy/network-policy.ts';
import { route } from './route/route.ts';

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

/** Emitters of how a workload is reached, and what it may reach. */
export const edgeEmitters: readonly Emitter[] = [networkPolicy, route, ingress];

/** Emitters of the share of a system in an environment: its guard rails. */
export const namespaceEmitters: readonly Emitter[] = [
  namespace,
  quota,
  limitRange,
  defaultServiceAccount,
  defaultPolicies,
  roleBindings,
  pullSecrets,
];
