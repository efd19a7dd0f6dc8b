import type { DefinitionKind } from '../kind.ts';
import { approvalRule, type ApprovalRuleSpec } from './approval-rule.ts';
import { breakGlass, type BreakGlassSpec } from './break-glass.ts';
import { budget, type BudgetSpec } from './budget.ts';
import { cacheProfile, type CacheProfileSpec } from './cache-profile.ts';
import { capability, type CapabilitySpec } from './capability.ts';
import { cluster, type ClusterSpec } from './cluster.ts';
import { dataClass, type DataClassSpec } from './data-class.ts';
import { databaseProfile, type DatabaseProfileSpec } from './database-profile.ts';
import { domain, type DomainSpec } from './domain.ts';
import { environment, type EnvironmentSpec } from './environment.ts';
import { environmentClass, type EnvironmentClassSpec } from './environment-class.ts';
import { exposureClass, type ExposureClassSpec } from './exposure-class.ts';
import { freezeWindow, type FreezeWindowSpec } from './freeze-window.ts';
import { identityProfile, type IdentityProfileSpec } from './identity-profile.ts';
import { kindDefault, type KindDefaultSpec } from './kind-default.ts';
import { kindDefinition, type KindDefinitionSpec } from './kind-definition.ts';
import { languageProfile, type LanguageProfileSpec } from './language-profile.ts';
import { organization, type OrganizationSpec } from './organization.ts';
import { patch, type PatchSpec } from './patch.ts';
import { pin, type PinSpec } from './pin.ts';
import { platformObjective, type PlatformObjectiveSpec } from './platform-objective.ts';
import { policyException, type PolicyExceptionSpec } from './policy-exception.ts';
import { priceBook, type PriceBookSpec } from './price-book.ts';
import { releaseSet, type ReleaseSetSpec } from './release-set.ts';
import { scalingProfile, type ScalingProfileSpec } from './scaling-profile.ts';
import { sizeProfile, type SizeProfileSpec } from './size-profile.ts';
import { sloClass, type SLOClassSpec } from './slo-class.ts';
import { system, type SystemSpec } from './system.ts';
import { team, type TeamSpec } from './team.ts';
import { tenantTier, type TenantTierSpec } from './tenant-tier.ts';
import { tombstone, type TombstoneSpec } from './tombstone.ts';

/** Every kind that platform teams write, by name. */
export const definitionKinds: readonly DefinitionKind[] = [
  approvalRule as unknown as DefinitionKind,
  breakGlass as unknown as DefinitionKind,
  budget as unknown as DefinitionKind,
  cacheProfile as unknown as DefinitionKind,
  capability as unknown as DefinitionKind,
  cluster as unknown as DefinitionKind,
  dataClass as unknown as DefinitionKind,
  databaseProfile as unknown as DefinitionKind,
  domain as unknown as DefinitionKind,
  environment as unknown as DefinitionKind,
  environmentClass as unknown as DefinitionKind,
  exposureClass as unknown as DefinitionKind,
  freezeWindow as unknown as DefinitionKind,
  identityProfile as unknown as DefinitionKind,
  kindDefault as unknown as DefinitionKind,
  kindDefinition as unknown as DefinitionKind,
  languageProfile as unknown as DefinitionKind,
  organization as unknown as DefinitionKind,
  patch as unknown as DefinitionKind,
  pin as unknown as DefinitionKind,
  platformObjective as unknown as DefinitionKind,
  policyException as unknown as DefinitionKind,
  priceBook as unknown as DefinitionKind,
  releaseSet as unknown as DefinitionKind,
  sloClass as unknown as DefinitionKind,
  scalingProfile as unknown as DefinitionKind,
  sizeProfile as unknown as DefinitionKind,
  system as unknown as DefinitionKind,
  team as unknown as DefinitionKind,
  tenantTier as unknown as DefinitionKind,
  tombstone as unknown as DefinitionKind,
];

/** The spec of each kind as it is used: defaults filled in, short forms written out. */
export interface DefinitionSpecs {
  readonly ApprovalRule: ApprovalRuleSpec;
  readonly BreakGlass: BreakGlassSpec;
  readonly Budget: BudgetSpec;
  readonly CacheProfile: CacheProfileSpec;
  readonly Capability: CapabilitySpec;
  readonly Cluster: ClusterSpec;
  readonly DataClass: DataClassSpec;
  readonly DatabaseProfile: DatabaseProfileSpec;
  readonly Domain: DomainSpec;
  readonly Environment: EnvironmentSpec;
  readonly EnvironmentClass: EnvironmentClassSpec;
  readonly ExposureClass: ExposureClassSpec;
  readonly FreezeWindow: FreezeWindowSpec;
  readonly IdentityProfile: IdentityProfileSpec;
  readonly KindDefault: KindDefaultSpec;
  readonly KindDefinition: KindDefinitionSpec;
  readonly LanguageProfile: LanguageProfileSpec;
  readonly Organization: OrganizationSpec;
  readonly Patch: PatchSpec;
  readonly Pin: PinSpec;
  readonly PlatformObjective: PlatformObjectiveSpec;
  readonly PolicyException: PolicyExceptionSpec;
  readonly PriceBook: PriceBookSpec;
  readonly ReleaseSet: ReleaseSetSpec;
  readonly SLOClass: SLOClassSpec;
  readonly ScalingProfile: ScalingProfileSpec;
  readonly SizeProfile: SizeProfileSpec;
  readonly System: SystemSpec;
  readonly Team: TeamSpec;
  readonly TenantTier: TenantTierSpec;
  readonly Tombstone: TombstoneSpec;
}

export type DefinitionKindName = keyof DefinitionSpecs;

export type { ApprovalRuleSpec } from './approval-rule.ts';
export type { BreakGlassSpec } from './break-glass.ts';
export type { BudgetSpec } from './budget.ts';
export type { CacheProfileSpec } from './cache-profile.ts';
export type { CapabilitySpec } from './capability.ts';
export type { ClusterSpec } from './cluster.ts';
export type { DataClassSpec } from './data-class.ts';
export type { DatabaseProfileSpec } from './database-profile.ts';
export type { DomainSpec } from './domain.ts';
export type { EnvironmentCluster, EnvironmentSpec } from './environment.ts';
export type { EnvironmentClassSpec, EnvironmentStage } from './environment-class.ts';
export type { ExposureClassSpec } from './exposure-class.ts';
export type { FreezeWindowSpec } from './freeze-window.ts';
export type { IdentityProfileSpec } from './identity-profile.ts';
export type { KindDefaultSpec } from './kind-default.ts';
export type { KindDefinitionSpec } from './kind-definition.ts';
export type { LanguageProfileSpec } from './language-profile.ts';
export type { ImageRegistry, OrganizationSpec } from './organization.ts';
export type { PatchSpec } from './patch.ts';
export type { PinSpec } from './pin.ts';
export type { PlatformObjectiveSpec } from './platform-objective.ts';
export type { PolicyExceptionSpec } from './policy-exception.ts';
export type { PriceBookSpec } from './price-book.ts';
export type { ReleaseSetSpec } from './release-set.ts';
export type { ScalingProfileSpec } from './scaling-profile.ts';
export type { SizeProfileSpec } from './size-profile.ts';
export type { SLOClassSpec } from './slo-class.ts';
export type { SystemSpec } from './system.ts';
export type { TeamSpec } from './team.ts';
export type { TenantTierSpec } from './tenant-tier.ts';
export type { TombstoneSpec } from './tombstone.ts';
