export interface Metadata {
  /** A DNS label of at most 40 characters. */
  readonly name: string;
  readonly labels?: Readonly<Record<string, string>>;
  readonly annotations?: Readonly<Record<string, string>>;
}

/** Something that the platform team installs once per cluster. */
export interface Addon {
  readonly apiVersion: "platform.example.com/v1";
  readonly kind: "Addon";
  readonly metadata: Metadata;
  readonly spec: AddonSpec;
  /** What differs by environment: its name, and below it values in the shape of spec. */
  readonly environments?: Readonly<Record<string, AddonEnvironment>>;
}

/** What the author writes; fields with a question mark have a default or may be absent. */
export type AddonSpec = {
  /** The team that is responsible. Names a Team. */
  readonly owner?: string;
  /** What it is for. */
  readonly description?: string;
};

/** What one environment may set. */
export type AddonEnvironment = Readonly<Record<string, never>>;
