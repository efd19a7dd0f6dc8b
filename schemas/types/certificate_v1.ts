export interface Metadata {
  /** A DNS label of at most 40 characters. */
  readonly name: string;
  readonly labels?: Readonly<Record<string, string>>;
  readonly annotations?: Readonly<Record<string, string>>;
}

/** A certificate for names that no service exposes: who answers for it, who issues it, when it is renewed. */
export interface Certificate {
  readonly apiVersion: "platform.example.com/v1";
  readonly kind: "Certificate";
  readonly metadata: Metadata;
  readonly spec: CertificateSpec;
  /** What differs by environment: its name, and below it values in the shape of spec. */
  readonly environments?: Readonly<Record<string, CertificateEnvironment>>;
}

/** What the author writes; fields with a question mark have a default or may be absent. */
export type CertificateSpec = {
  /** The team that answers for it. If you leave it out: the owner of the system. Names a Team. */
  readonly owner?: string;
  /** The system it belongs to. If you leave it out: the team's default system. Names a System. */
  readonly system?: string;
  /** What it is for, in a sentence. */
  readonly description?: string;
  /** Names that it holds for, the main one first. */
  readonly names: readonly (string)[];
  /** Who issues it. */
  readonly issuer?: string;
  /** Where certificate and key lie in the store. A secret path: segments of lowercase letters, digits, and hyphens joined by /. Placeholders such as `{environment}` are replaced. */
  readonly secret?: string;
  /** When it is renewed, and by whom. */
  readonly rotation?: {
    /** How long before its end it is renewed. A duration such as 30s, 10m, 1h30m, or 7d. */
    readonly renewBefore: string;
    /** Whether the platform renews it or somebody does; `manual` if absent. */
    readonly mode?: "automatic" | "manual";
  };
};

/** What one environment may set. */
export type CertificateEnvironment = Readonly<Record<string, never>>;
