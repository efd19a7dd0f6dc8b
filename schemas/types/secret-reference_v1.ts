export interface Metadata {
  /** A DNS label of at most 40 characters. */
  readonly name: string;
  readonly labels?: Readonly<Record<string, string>>;
  readonly annotations?: Readonly<Record<string, string>>;
}

/** A secret that exists in the store: who answers for it and how often it is rotated. Never its value. */
export interface SecretReference {
  readonly apiVersion: "platform.example.com/v1";
  readonly kind: "SecretReference";
  readonly metadata: Metadata;
  readonly spec: SecretReferenceSpec;
  /** What differs by environment: its name, and below it values in the shape of spec. */
  readonly environments?: Readonly<Record<string, SecretReferenceEnvironment>>;
}

/** What the author writes; fields with a question mark have a default or may be absent. */
export type SecretReferenceSpec = {
  /** The team that answers for it. If you leave it out: the owner of the system. Names a Team. */
  readonly owner?: string;
  /** The system it belongs to. If you leave it out: the team's default system. Names a System. */
  readonly system?: string;
  /** What it is for, in a sentence. */
  readonly description?: string;
  /** Where it lies in the store, such as `orders/{environment}/database`. A secret path: segments of lowercase letters, digits, and hyphens joined by /. Placeholders such as `{environment}` are replaced. */
  readonly path: string;
  /** Keys that it holds. */
  readonly keys?: readonly (string)[];
  /** Who gives it out: a system, a partner, a person in a role. */
  readonly issuedBy?: string;
  /** How often it is replaced, and by whom. */
  readonly rotation?: {
    /** How often it is replaced. A duration such as 30s, 10m, 1h30m, or 7d. */
    readonly every: string;
    /** Whether the store replaces it or somebody does; `manual` if absent. */
    readonly mode?: "automatic" | "manual";
  };
};

/** What one environment may set. */
export type SecretReferenceEnvironment = Readonly<Record<string, never>>;
