import { common } from '@fairway/kubernetes';
import { onceBy, onceFor } from '../common-by.ts';
import type { Enforcement, GatewayProduct, LimitName, LimitValues, PolicyKind } from './product.ts';

type Fragment = Readonly<Record<string, unknown>>;

/** Limits that somebody asked for, by the service or its exposure class. */
export type WantedLimits = { readonly [L in LimitName]?: LimitValues[L] };

/** A limit that does not hold as it was asked for. */
export interface Unenforced {
  readonly limit: LimitName;
  /** `nothing`: the product cannot; `gateway`: it holds for the whole gateway, as the class says, and differs here. */
  readonly why: 'nothing' | 'gateway';
  /** What the platform team would set; only for `gateway`. */
  readonly setting?: string;
}

export interface EnforcedLimits {
  readonly annotations: Readonly<Record<string, string>>;
  /** Policies with their merged specs, without their targets. */
  readonly policies: readonly { readonly policy: PolicyKind; readonly spec: Fragment }[];
  readonly unenforced: readonly Unenforced[];
}

const order: readonly LimitName[] = [
  'requestTimeout',
  'idleTimeout',
  'maxBodySize',
  'cookieAffinity',
  'clientIPAffinity',
  'rateLimit',
  'allowedSources',
  'clientCertificate',
  'waf',
];

/**
 * Turns limits into annotations and policies of a product. `classLimits` are those of the exposure class:
 * what a product can only do for a whole gateway holds exactly where the service asks for what its class says.
 */
export function enforceLimits(
  product: GatewayProduct,
  protocol: 'http' | 'grpc',
  wanted: WantedLimits,
  classLimits: WantedLimits,
): EnforcedLimits {
  const annotations: Record<string, string> = {};
  const policies: Policy[] = [];
  const unenforced: Unenforced[] = [];
  for (const limit of order) {
    const value = wanted[limit];
    if (value === undefined || (limit === 'maxBodySize' && protocol === 'grpc')) continue;
    const how = enforcementOf(product, protocol, limit);
    if (how.by === 'gateway') {
      if (!same(value, classLimits[limit])) unenforced.push({ limit, why: 'gateway', setting: how.setting });
    } else if (!apply(how, value, annotations, policies)) unenforced.push({ limit, why: 'nothing' });
  }
  return { annotations, policies, unenforced };
}

interface Policy {
  readonly policy: PolicyKind;
  spec: Fragment;
}

type AnyEnforcement = Enforcement<unknown>;

/** The union of the enforcements of all limits, whose values are checked where `wanted` is typed. */
function enforcementOf(product: GatewayProduct, protocol: 'http' | 'grpc', limit: LimitName): AnyEnforcement {
  const special = protocol === 'grpc' ? product.grpcLimits?.[limit] : undefined;
  return (special ?? product.limits[limit]) as AnyEnforcement;
}

/** Whether the limit now holds. */
function apply(
  how: AnyEnforcement,
  value: unknown,
  annotations: Record<string, string>,
  policies: Policy[],
): boolean {
  if (how.by === 'annotation') {
    const added = how.annotations(value);
    if (added !== undefined) Object.assign(annotations, added);
    return added !== undefined;
  }
  if (how.by === 'policy') {
    const spec = typeof value === 'number' ? byNumber(how)(value).spec : how.spec(value);
    if (spec === undefined) return false;
    const known = policies.find(({ policy }) => policy === how.policy);
    if (known === undefined) policies.push({ policy: how.policy, spec });
    else known.spec = merge(known.spec, spec);
    return true;
  }
  return how.by === 'route';
}

/** Sizes and times are few, and many policies hold the same parts. */
const byNumber = onceFor(({ spec: specOf }: Extract<AnyEnforcement, { by: 'policy' }>) =>
  onceBy((value: number) => {
    const spec = specOf(value);
    for (const key in spec) if (isMap(spec[key])) common(spec[key]);
    return { spec };
  }),
);

/** Joins two fragments; maps merge, anything else of the second one wins. */
export function merge(a: Fragment, b: Fragment): Fragment {
  const merged: Record<string, unknown> = { ...a };
  for (const key of Object.keys(b)) {
    const [left, right] = [merged[key], b[key]];
    merged[key] = isMap(left) && isMap(right) ? merge(left, right) : right;
  }
  return merged;
}

function isMap(value: unknown): value is Fragment {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function same(a: unknown, b: unknown): boolean {
  return a === b || (typeof a === 'object' && JSON.stringify(a) === JSON.stringify(b));
}
