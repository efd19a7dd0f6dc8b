// Generated from the folders beside it by `npm run gen`; edit there.
import { autoscalerTargetInvariant } from './autoscaler-target/autoscaler-target.ts';
import { clusterInternalServicesInvariant } from './cluster-internal-services/cluster-internal-services.ts';
import { configMapImmutableInvariant } from './config-map-immutable/config-map-immutable.ts';
import { digestPinnedInvariant } from './digest-pinned/digest-pinned.ts';
import { disruptionBudgetAllowsEvictionInvariant } from './disruption-budget-allows-eviction/disruption-budget-allows-eviction.ts';
import { dropAllCapabilitiesInvariant } from './drop-all-capabilities/drop-all-capabilities.ts';
import { namesWithinLimitsInvariant } from './names-within-limits/names-within-limits.ts';
import { namespaceEverywhereInvariant } from './namespace-everywhere/namespace-everywhere.ts';
import { namespaceGuardedInvariant } from './namespace-guarded/namespace-guarded.ts';
import { networkPolicySelectsInvariant } from './network-policy-selects/network-policy-selects.ts';
import { noDuplicateEnvInvariant } from './no-duplicate-env/no-duplicate-env.ts';
import { noHostAccessInvariant } from './no-host-access/no-host-access.ts';
import { noPrivilegeEscalationInvariant } from './no-privilege-escalation/no-privilege-escalation.ts';
import { noReplicasWithAutoscalerInvariant } from './no-replicas-with-autoscaler/no-replicas-with-autoscaler.ts';
import { noRoleEscalationInvariant } from './no-role-escalation/no-role-escalation.ts';
import { noTokenAutomountInvariant } from './no-token-automount/no-token-automount.ts';
import { nonRootInvariant } from './non-root/non-root.ts';
import { privilegedInvariant } from './privileged/privileged.ts';
import { probesInvariant } from './probes/probes.ts';
import { readOnlyRootFilesystemInvariant } from './read-only-root-filesystem/read-only-root-filesystem.ts';
import { readinessDiffersFromLivenessInvariant } from './readiness-differs-from-liveness/readiness-differs-from-liveness.ts';
import { referencesResolveInvariant } from './references-resolve/references-resolve.ts';
import { resourcesInvariant } from './resources/resources.ts';
import { restrictedVolumesInvariant } from './restricted-volumes/restricted-volumes.ts';
import { seccompRuntimeDefaultInvariant } from './seccomp-runtime-default/seccomp-runtime-default.ts';
import { selectorsMatchInvariant } from './selectors-match/selectors-match.ts';
import { stringsAreStringsInvariant } from './strings-are-strings/strings-are-strings.ts';
import { terminationFitsInvariant } from './termination-fits/termination-fits.ts';
import { windowsFieldsInvariant } from './windows-fields/windows-fields.ts';

/** Every invariant, sorted by name. */
export const invariants = [
  autoscalerTargetInvariant,
  clusterInternalServicesInvariant,
  configMapImmutableInvariant,
  digestPinnedInvariant,
  disruptionBudgetAllowsEvictionInvariant,
  dropAllCapabilitiesInvariant,
  namesWithinLimitsInvariant,
  namespaceEverywhereInvariant,
  namespaceGuardedInvariant,
  networkPolicySelectsInvariant,
  noDuplicateEnvInvariant,
  noHostAccessInvariant,
  noPrivilegeEscalationInvariant,
  noReplicasWithAutoscalerInvariant,
  noRoleEscalationInvariant,
  noTokenAutomountInvariant,
  nonRootInvariant,
  privilegedInvariant,
  probesInvariant,
  readOnlyRootFilesystemInvariant,
  readinessDiffersFromLivenessInvariant,
  referencesResolveInvariant,
  resourcesInvariant,
  restrictedVolumesInvariant,
  seccompRuntimeDefaultInvariant,
  selectorsMatchInvariant,
  stringsAreStringsInvariant,
  terminationFitsInvariant,
  windowsFieldsInvariant,
] as const;
