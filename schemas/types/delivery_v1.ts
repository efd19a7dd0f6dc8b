export interface Metadata {
  /** A DNS label of at most 40 characters. */
  readonly name: string;
  readonly labels?: Readonly<Record<string, string>>;
  readonly annotations?: Readonly<Record<string, string>>;
}

/** Where a service is built from, to which environments it goes, and how it is rolled out. */
export interface Delivery {
  readonly apiVersion: "platform.example.com/v1";
  readonly kind: "Delivery" | "Deployment";
  readonly metadata: Metadata;
  readonly spec: DeliverySpec;
  /** What differs by environment: its name, and below it values in the shape of spec. */
  readonly environments?: Readonly<Record<string, DeliveryEnvironment>>;
}

/** What the author writes; fields with a question mark have a default or may be absent. */
export type DeliverySpec = {
  /** The workload it is about. If you leave it out: the one of the same name. Names a Workload. */
  readonly service?: string;
  /** Where the code is. */
  readonly source?: {
    /** Repository on GitHub: `owner/name`. */
    readonly github?: string;
    /** Project on GitLab: `group/name`. */
    readonly gitlab?: string;
    /** URL of any other Git repository. */
    readonly git?: string;
    /** Branch that is delivered. */
    readonly branch?: string;
    /** Folder in the repository, where it is not the whole. */
    readonly path?: string;
  };
  /** Environments that the workload goes to. If you leave it out: all of the chain. */
  readonly environments?: readonly (string)[];
  /** How a new version replaces the old one: `rolling`, `blueGreen`, `recreate`, or `canary: {percentage, duration}`. Stands in the place of `spec.reliability.rollout`. */
  readonly strategy?: ("rolling" | "canary" | "blueGreen" | "recreate") | ({
    /** First a part, then the rest. */
    readonly canary: {
      /** Share of the traffic that the new version gets first. 0 to 100 percent. */
      readonly percentage: number;
      /** How long it is watched before the rest follows. A duration such as 30s, 10m, 1h30m, or 7d. */
      readonly duration: string;
    };
  });
};

/** What one environment may set. */
export type DeliveryEnvironment = Readonly<Record<string, never>>;
