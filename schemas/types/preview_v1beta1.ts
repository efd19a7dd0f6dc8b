export interface Metadata {
  /** A DNS label of at most 40 characters. */
  readonly name: string;
  readonly labels?: Readonly<Record<string, string>>;
  readonly annotations?: Readonly<Record<string, string>>;
}

/** A short-lived environment of a pull request. */
export interface Preview {
  readonly apiVersion: "platform.example.com/v1beta1";
  readonly kind: "Preview";
  readonly metadata: Metadata;
  readonly spec: PreviewSpec;
  /** What differs by environment: its name, and below it values in the shape of spec. */
  readonly environments?: Readonly<Record<string, PreviewEnvironment>>;
}

/** What the author writes; fields with a question mark have a default or may be absent. */
export type PreviewSpec = {
  /** The team that is responsible. Names a Team. */
  readonly owner?: string;
  /** The system it shows. Names a System. */
  readonly system?: string;
  /** What it is for. */
  readonly description?: string;
};

/** What one environment may set. */
export type PreviewEnvironment = Readonly<Record<string, never>>;
