export interface Metadata {
  /** A DNS label of at most 40 characters. */
  readonly name: string;
  readonly labels?: Readonly<Record<string, string>>;
  readonly annotations?: Readonly<Record<string, string>>;
}

/** A web service in a few lines, for the first hour: team, language, replicas, CPU and memory. */
export interface Application {
  readonly apiVersion: "platform.example.com/v1";
  readonly kind: "Application";
  readonly metadata: Metadata;
  readonly spec: ApplicationSpec;
  /** What differs by environment: its name, and below it values in the shape of spec. */
  readonly environments?: Readonly<Record<string, ApplicationEnvironment>>;
}

/** What the author writes; fields with a question mark have a default or may be absent. */
export type ApplicationSpec = {
  /** The team that answers for it. Names a Team. */
  readonly team: string;
  /** Language with its version, such as `node-18`, `java-21`, `python-3.12`. A Kubernetes label value: at most 63 letters, digits, hyphens, underscores, and dots. */
  readonly runtime: string;
  /** How many copies run, always. 1 to 1000. */
  readonly replicas?: number;
  /** What one copy needs. The smallest size that has it is chosen. */
  readonly resources?: {
    /** CPU that one copy needs. A CPU quantity such as 250m or 2. */
    readonly cpu?: string;
    /** Memory that one copy needs at most. A quantity of bytes such as 512Mi or 1Gi. */
    readonly memory?: string;
  };
  /** Makes it reachable for colleagues. Without it only services that depend on it reach it. */
  readonly ingress?: {
    /** Requests below this path belong to the application. An absolute path, starting with /. */
    readonly path?: string;
  };
  /** Image to run. Usually left out: a release or `--image` says it per environment. A container image reference. */
  readonly image?: string;
};

/** What one environment may set. */
export type ApplicationEnvironment = {
  /** How many copies run, always. 1 to 1000. */
  readonly replicas?: number;
  /** What one copy needs. The smallest size that has it is chosen. */
  readonly resources?: {
    /** CPU that one copy needs. A CPU quantity such as 250m or 2. */
    readonly cpu?: string;
    /** Memory that one copy needs at most. A quantity of bytes such as 512Mi or 1Gi. */
    readonly memory?: string;
  };
  /** Image to run. Usually left out: a release or `--image` says it per environment. A container image reference. */
  readonly image?: string;
};
