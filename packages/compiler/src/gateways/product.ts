/** Limits at the edge, with the values that they take. Times in seconds, sizes in bytes. */
export interface LimitValues {
  readonly requestTimeout: number;
  readonly idleTimeout: number;
  readonly maxBodySize: number;
  /** Name of the cookie. */
  readonly cookieAffinity: string;
  readonly clientIPAffinity: true;
  readonly rateLimit: { readonly requests: number; readonly seconds: number };
  readonly allowedSources: readonly string[];
  readonly clientCertificate: 'required' | 'optional';
  readonly waf: 'required' | 'allowed' | 'detectionOnly' | 'off';
}

export type LimitName = keyof LimitValues;

/** An object of the product that changes how it serves a route. */
export interface PolicyKind {
  readonly apiVersion: string;
  readonly kind: string;
  /** How it names what it is for: the route, or the Services behind it. */
  readonly attach: 'targetRefs' | 'targetRef' | 'serviceTargetRefs' | 'targetReference' | 'host';
}

type Fragment = Readonly<Record<string, unknown>>;

/**
 * How a product enforces a limit, and where that is documented.
 * `route`: a field of the HTTPRoute; `annotation`: annotations of the Ingress; `policy`: an object beside the route;
 * `gateway`: only for the whole gateway, where the platform team sets what the class says; `nothing`: not at all.
 * Functions return `undefined` for a value that the product cannot express.
 */
export type Enforcement<Value> = { readonly source: string } & (
  | { readonly by: 'route' }
  | {
      readonly by: 'annotation';
      readonly annotations: (value: Value) => Readonly<Record<string, string>> | undefined;
    }
  | {
      readonly by: 'policy';
      readonly policy: PolicyKind;
      readonly spec: (value: Value) => Fragment | undefined;
    }
  | { readonly by: 'gateway'; readonly setting: string }
  | { readonly by: 'nothing' }
);

export type Limits = { readonly [L in LimitName]: Enforcement<LimitValues[L]> };

export interface GatewayProduct {
  /** As `Cluster.spec.gateways.<key>.product` names it. */
  readonly name: string;
  readonly title: string;
  readonly api: 'gateway' | 'ingress';
  readonly limits: Limits;
  /** Where gRPC differs from HTTP. Body sizes are not limited there: a stream has none. */
  readonly grpcLimits?: Partial<Limits>;
  readonly features: {
    readonly grpc: boolean;
    readonly weightedBackends: boolean;
    readonly pathRewrite: boolean;
    readonly backendTimeout: boolean;
  };
  /** Whether policies hold only for routes with a single rule. */
  readonly oneRulePerRoute?: boolean;
  /** Whether it reaches pods itself and must be told so, because it would look for node ports otherwise. */
  readonly targetGroups?: boolean;
  /** Whether its traffic comes from an identity of the network plugin, which no namespace selector finds. */
  readonly ciliumIngress?: boolean;
}
