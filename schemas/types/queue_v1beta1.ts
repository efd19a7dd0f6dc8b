export interface Metadata {
  /** A DNS label of at most 40 characters. */
  readonly name: string;
  readonly labels?: Readonly<Record<string, string>>;
  readonly annotations?: Readonly<Record<string, string>>;
}

/** Messages that one of several workers takes. */
export interface Queue {
  readonly apiVersion: "platform.example.com/v1beta1";
  readonly kind: "Queue";
  readonly metadata: Metadata;
  readonly spec: QueueSpec;
  /** What differs by environment: its name, and below it values in the shape of spec. */
  readonly environments?: Readonly<Record<string, QueueEnvironment>>;
}

/** What the author writes; fields with a question mark have a default or may be absent. */
export type QueueSpec = {
  /** The team that answers for it. If you leave it out: the owner of the system. Names a Team. */
  readonly owner?: string;
  /** The system it is part of. If you leave it out: the team's default system. Names a System. */
  readonly system?: string;
  /** What is kept in it, in a sentence. */
  readonly description?: string;
  /** The data in it. */
  readonly data?: {
    /** The most sensitive class of data in it. Names a DataClass. */
    readonly class?: string;
  };
  /** Who may use it beyond the services of its own system. Entries are told apart by `system` or `service`. */
  readonly grants?: readonly ({
    /** Every service of this system may use it. Names a System. */
    readonly system?: string;
    /** This service may use it. Names a Workload. */
    readonly service?: string;
    /** What it may do; everything if absent. */
    readonly access?: "read" | "write" | "readWrite" | "produce" | "consume";
  })[];
  /** It exists already and is not managed: nothing is created, everything else stays the same. */
  readonly existing?: {
    /** Where it is: `host:port`. Placeholders such as `{environment}` are replaced. */
    readonly address: string;
    /** Its name there, where it is another one. Placeholders such as `{environment}` are replaced. */
    readonly name?: string;
    /** Secret with the credentials, as a path of the store. A secret path: segments of lowercase letters, digits, and hyphens joined by /. Placeholders such as `{environment}` are replaced. */
    readonly credentials: string;
  };
  /** What happens to the data when the document goes: kept, kept as a snapshot, or deleted. */
  readonly onDelete?: "retain" | "snapshot" | "delete";
  /** Product, where it matters; the platform chooses otherwise. */
  readonly type?: string;
  /** Keeps the order of messages with the same key. */
  readonly ordered?: boolean;
  /** How long a worker has for a message before another one gets it. A duration such as 30s, 10m, 1h30m, or 7d. */
  readonly lockDuration?: string;
  /** After so many attempts a message goes to the dead letters. 1 to 1000 attempts. */
  readonly maxDeliveries?: number;
  /** How long a message waits at most. A duration such as 30s, 10m, 1h30m, or 7d. */
  readonly retention?: string;
};

/** What one environment may set. */
export type QueueEnvironment = {
  /** It exists already and is not managed: nothing is created, everything else stays the same. */
  readonly existing?: {
    /** Where it is: `host:port`. Placeholders such as `{environment}` are replaced. */
    readonly address?: string;
    /** Its name there, where it is another one. Placeholders such as `{environment}` are replaced. */
    readonly name?: string;
    /** Secret with the credentials, as a path of the store. A secret path: segments of lowercase letters, digits, and hyphens joined by /. Placeholders such as `{environment}` are replaced. */
    readonly credentials?: string;
  };
  /** What happens to the data when the document goes: kept, kept as a snapshot, or deleted. */
  readonly onDelete?: "retain" | "snapshot" | "delete";
};
