import type { DefinitionDocument, TenantTierSpec } from '@fairway/model';
import type { AnyPartContext } from '../context.ts';

/** The tier of a system that names none (INTENT.md §6). */
const standardTier = 'shared-standard';

/** The tier of a system; `undefined` where it does not exist, which is reported as a broken reference. */
export function tierOf(
  context: AnyPartContext,
  system: string,
): DefinitionDocument<TenantTierSpec> | undefined {
  const { definition } = context;
  return definition.get('TenantTier', definition.get('System', system)?.spec.tenantTier ?? standardTier);
}
