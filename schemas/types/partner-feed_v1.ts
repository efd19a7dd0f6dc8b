export interface Metadata {
  /** A DNS label of at most 40 characters. */
  readonly name: string;
  readonly labels?: Readonly<Record<string, string>>;
  readonly annotations?: Readonly<Record<string, string>>;
}

/** Polls the feed of a partner and hands it on; one replica, never two. */
export interface PartnerFeed {
  readonly apiVersion: "platform.example.com/v1";
  readonly kind: "PartnerFeed";
  readonly metadata: Metadata;
  readonly spec: PartnerFeedSpec;
  /** What differs by environment: its name, and below it values in the shape of spec. */
  readonly environments?: Readonly<Record<string, PartnerFeedEnvironment>>;
}

/** What the author writes; fields with a question mark have a default or may be absent. */
export type PartnerFeedSpec = {
  /** The team that answers for the workload. If you leave it out: the owner of the system. Names a Team. */
  readonly owner?: string;
  /** The system that the workload is part of; it shares its namespace. If you leave it out: the team's default system. Names a System. */
  readonly system?: string;
  /** Who pays, where it is not the team's cost center. A Kubernetes label value: at most 63 letters, digits, hyphens, underscores, and dots. */
  readonly costCenter?: string;
  /** Who is told about problems, where it is not the team's on-call. */
  readonly onCall?: {
    /** Where a page goes that must wake somebody; a value that looks like a path is a secret path. */
    readonly page?: string;
    /** Where problems go that can wait until morning; a value that looks like a path is a secret path. */
    readonly ticket?: string;
  };
  /** What it does, in a sentence for people who have never heard of it. */
  readonly description?: string;
  /** The program and what it runs with. */
  readonly runtime: {
    /** Language of the program, such as `java` or `node`. Decides how long a start may take and which metrics are expected. Names a LanguageProfile. */
    readonly language: string;
    /** Version of the language, such as `21`. Shown in the catalog; the image decides what runs. */
    readonly version?: string;
    /** How much CPU and memory one replica gets: `small`, `medium`, `large`, `xlarge`. Names a SizeProfile. */
    readonly size?: string;
    /** Image to run, best by digest. Usually left out here: a release or `--image` says it per environment. A container image reference. */
    readonly image?: string;
    /** Runs the image of this other workload of the same system, for example with another `command`. A DNS label: lowercase letters, digits, and hyphens, starting with a letter and not ending with a hyphen, at most 40 characters. */
    readonly imageFrom?: string;
    /** Replaces the entry point of the image. */
    readonly command?: readonly (string)[];
    /** Arguments of the command. Never a secret: arguments are visible to everybody. */
    readonly args?: readonly (string)[];
    /** Lets the program use idle CPU of its node without limit. Otherwise four times its request, at least one core. */
    readonly cpuBurst?: boolean;
    /** Environment variables, as plain text. Names that begin with `PLATFORM_` belong to the platform. */
    readonly env?: Readonly<Record<string, string>>;
    /** Configuration files: name and content. A change restarts the program. */
    readonly config?: Readonly<Record<string, string>>;
    /** Folders that the program may write to; everything else is read-only. They are emptied when a replica goes. `/tmp` is always there. Entries are told apart by `path`. */
    readonly writable?: readonly ({
      /** Folder, as an absolute path. An absolute path, starting with /. */
      readonly path: string;
      /** How much may be stored there. A quantity of bytes such as 512Mi or 1Gi. */
      readonly size: string;
      /** Where it is kept: `disk` (if nothing is said) or `memory`, which counts against the memory of the size. */
      readonly medium?: "disk" | "memory";
    })[];
    /** Number of the user that the program runs as. 0 (root) needs a policy exception. 0 to 2147483647. */
    readonly user?: number;
    /** Operating system and processor that the image is built for. */
    readonly platform?: "linux/amd64" | "linux/arm64" | "windows/amd64";
    /** Graphics or machine-learning processors. */
    readonly accelerator?: {
      /** What it is. */
      readonly type: "nvidiaGpu" | "amdGpu" | "intelGpu" | "awsNeuron" | "googleTpu";
      /** How many one replica gets. 1 to 64. */
      readonly count: number;
    };
    /** Port that the program listens on. 1 to 65535. */
    readonly port?: number;
  };
  /** How the platform finds out that a replica works. */
  readonly health?: {
    /** How the platform asks. If nothing is said, by the protocol of the service: `http` or `grpc`. `none` is for workers only. */
    readonly type?: "http" | "grpc" | "tcp" | "exec" | "none";
    /** Port that answers, if it is not the main one. 1 to 65535. */
    readonly port?: number;
    /** With `type: exec`: program that is run in the container; 0 means healthy. */
    readonly command?: readonly (string)[];
    /** Answers 200 while the replica can take work. May look at what it depends on. An absolute path, starting with /. */
    readonly readiness?: string;
    /** Answers 200 while the process is alive; a replica that fails is restarted. Looks at nothing outside. An absolute path, starting with /. */
    readonly liveness?: string;
    /** Answers 200 once the start is over; the other two are not asked before. An absolute path, starting with /. */
    readonly startup?: string;
    /** How long a start may take before the replica is restarted. The language profile knows the usual. A duration such as 30s, 10m, 1h30m, or 7d. */
    readonly startTimeout?: string;
  };
  /** How many replicas run, and what decides about it. */
  readonly scaling?: {
    /** A prepared way of scaling: `steady`, `bursty`, `queue`, `fixed`. Numbers written here win over it. Names a ScalingProfile. */
    readonly profile?: string;
    /** Fewest replicas. 0 only where something can wake the workload up: `queueDepth`, `lag`, or `schedule`. 0 to 1000. */
    readonly minReplicas?: number;
    /** Most replicas. Equal to `minReplicas`: a fixed number, and nothing scales. 1 to 1000. */
    readonly maxReplicas?: number;
    /** What decides about the number of replicas. `requests` is for services, `queueDepth` and `lag` for workers; `schedule` runs all of them in working hours and the fewest outside. */
    readonly metric?: "cpu" | "memory" | "requests" | "queueDepth" | "lag" | "schedule";
    /** Value per replica that is aimed at. cpu, memory: percent of the request; requests: per second; queueDepth, lag: messages that wait; schedule has none. 1 to 1000000. */
    readonly target?: number;
  };
  /** Cloud identity of the workload. */
  readonly identity?: {
    /** On AWS: a profile, or actions with what they apply to. */
    readonly aws?: {
      /** Profile of the platform that says what the workload may do on AWS. Names an IdentityProfile. */
      readonly profile?: string;
      /** Actions that are allowed. */
      readonly permissions?: readonly (string)[];
      /** What the actions apply to. */
      readonly resources?: readonly (string)[];
    };
    /** On Azure: a profile, or roles with their scope. */
    readonly azure?: {
      /** Profile of the platform that says what the workload may do on Azure. Names an IdentityProfile. */
      readonly profile?: string;
      /** Roles that are granted. */
      readonly permissions?: readonly (string)[];
      /** Resource or group that the roles apply to. Placeholders such as `{environment}` are replaced. */
      readonly scope?: string;
    };
  };
  /** Secrets that the program reads, each from a path of the store. Entries are told apart by `name`. */
  readonly secrets?: readonly ({
    /** Name of the secret within the workload; also its folder. A DNS label: lowercase letters, digits, and hyphens, starting with a letter and not ending with a hyphen, at most 40 characters. */
    readonly name: string;
    /** Where it lies in the store, such as `orders/{environment}/database`. Begins with the name of the team, the system, or the service. A secret path: segments of lowercase letters, digits, and hyphens joined by /. Placeholders such as `{environment}` are replaced. */
    readonly path: string;
    /** Which keys of the secret are used. As files: all of them if absent. As variables: required, `{VARIABLE: key}`. */
    readonly keys?: (Readonly<Record<string, string>>) | (readonly (string)[]);
    /** How the program gets it: as files below `/etc/<service>/secrets/<name>/` (if nothing is said), or as variables. */
    readonly as?: "file" | "env";
    /** What happens when the secret is rotated; `restart` if nothing is said. */
    readonly onChange?: "restart" | "ignore";
  })[];
  /** Everything that the workload talks to. Entries are told apart by `service` or `external.host` or `database` or `cache` or `queue` or `topic` or `bucket` or `volume`. */
  readonly dependencies?: readonly ({
    /** Another service: `name` or `system/name`. Names a Workload. */
    readonly service?: string;
    /** Something outside the organization. */
    readonly external?: {
      /** Its host, as a certificate names it. A host name: lowercase DNS labels joined by dots. Placeholders such as `{environment}` are replaced. */
      readonly host: string;
      /** Its port. 1 to 65535. */
      readonly port: number;
      /** What is spoken: `https`, encrypted otherwise, or plain `tcp`. */
      readonly protocol: "https" | "tls" | "tcp";
      /** Its addresses, where they are fixed. Some tiers demand them. */
      readonly cidrs?: readonly (string)[];
    };
    /** A database of the organization: `name` or `system/name`. */
    readonly database?: string;
    /** A cache of the organization: `name` or `system/name`. */
    readonly cache?: string;
    /** A queue of the organization: `name` or `system/name`. */
    readonly queue?: string;
    /** A topic of the organization: `name` or `system/name`. */
    readonly topic?: string;
    /** A bucket of the organization: `name` or `system/name`. */
    readonly bucket?: string;
    /** A volume of the organization: `name` or `system/name`. */
    readonly volume?: string;
    /** Port of the service, where it is not the main one. 1 to 65535. */
    readonly port?: number;
    /** What the workload does there. */
    readonly access?: "read" | "write" | "readWrite" | "produce" | "consume";
    /** Databases only: accepts an implementation that cannot restrict a user to `access`. */
    readonly weakAccess?: "accepted";
    /** Variables under names of your own. Outputs that are not named here keep theirs: `<NAME>_<OUTPUT>`. */
    readonly env?: Readonly<Record<string, string>>;
    /** Volumes only: where it is mounted. An absolute path, starting with /. */
    readonly path?: string;
  })[];
  /** Data for this workload alone. Entries are told apart by `name`. */
  readonly resources?: readonly ({
    /** Kind of the resource, as it would stand in a document of its own. */
    readonly kind: "Database" | "Cache" | "Queue" | "Topic" | "Bucket" | "Volume";
    /** Its name; unique in the system. A DNS label: lowercase letters, digits, and hyphens, starting with a letter and not ending with a hyphen, at most 40 characters. */
    readonly name: string;
    /** What a document of the kind has under `spec`. */
    readonly spec?: Readonly<Record<string, unknown>>;
  })[];
  /** What the worker takes its work from. Entries are told apart by `queue` or `topic`. */
  readonly consumes?: readonly ({
    /** A queue: `name` or `system/name`. */
    readonly queue?: string;
    /** A topic: `name` or `system/name`. */
    readonly topic?: string;
    /** Product that the worker is written for; must agree with the queue or topic. */
    readonly type?: string;
    /** Consumer group; the name of the worker if absent. */
    readonly group?: string;
    /** Messages that one replica works on at a time. 1 to 10000. */
    readonly concurrency?: number;
  })[];
  /** How good the service has to be, and how versions and replicas are exchanged. */
  readonly reliability?: {
    /** How good the service has to be: `tier-1` wakes somebody, `tier-3` can wait until tomorrow. Names an SLOClass. */
    readonly sloClass?: string;
    /** How long a replica may take to finish its work after it was told to stop; then it is killed. A duration such as 30s, 10m, 1h30m, or 7d. */
    readonly terminationGracePeriod?: string;
    /** How a new version replaces the old one: bit by bit, a share first, all at once beside the old one, or after the old one has stopped. */
    readonly rollout?: "rolling" | "canary" | "blueGreen" | "recreate";
    /** With `rollout: canary`: how much is risked, and for how long. */
    readonly canary?: {
      /** Share that the new version gets first. 1 to 99 percent. */
      readonly percentage: number;
      /** How long it keeps that share before it gets everything. A duration such as 30s, 10m, 1h30m, or 7d. */
      readonly duration: string;
    };
  };
  /** The data that the workload handles. */
  readonly data?: {
    /** The most sensitive class of data that passes through the workload: `public`, `internal`, `confidential`, `pii`, … Names a DataClass. */
    readonly class?: string;
  };
  /** What the program tells about itself. */
  readonly telemetry?: {
    /** Port that shows metrics, if it is not the main one. 1 to 65535. */
    readonly metricsPort?: number;
    /** Path that shows metrics in the Prometheus format; `none` if there are none. */
    readonly metricsPath?: string;
    /** How the program names its metrics, such as `micrometer`. The language profile knows the usual. */
    readonly dialect?: string;
    /** Whether the program is instrumented for traces. */
    readonly traces?: boolean;
  };
  /** Objectives beside or instead of those of `reliability.sloClass`. Entries are told apart by `name`. */
  readonly slos?: readonly ({
    /** Name of the objective. An objective of the class with this name is replaced. A DNS label: lowercase letters, digits, and hyphens, starting with a letter and not ending with a hyphen, at most 40 characters. */
    readonly name: string;
    /** What is measured: answers without errors, fast answers, recent runs, short queues, or good events of your own. */
    readonly type: "availability" | "latency" | "freshness" | "lag" | "ratio";
    /** Share of good events that is promised, such as 99.9. 0 to 100 percent. */
    readonly objective: number;
    /** Latency, freshness, and lag: what still counts as good, such as `300ms`. A duration such as 30s, 10m, 1h30m, or 7d. */
    readonly threshold?: string;
    /** Ratio: name of the metric that counts good events. */
    readonly good?: string;
    /** Ratio: name of the metric that counts all events. */
    readonly total?: string;
    /** What the objective promises, in words for its users. */
    readonly description?: string;
  })[];
  /** What runs before the rollout. */
  readonly migration?: {
    /** Command and arguments, run in the image of the workload. */
    readonly command: readonly (string)[];
    /** How long it may take before the release is stopped; 10m if absent. A duration such as 30s, 10m, 1h30m, or 7d. */
    readonly timeout?: string;
  };
  /** Runs on each cluster of the environment, or on its primary one only. */
  readonly placement?: "primary" | "each";
};

/** What one environment may set. */
export type PartnerFeedEnvironment = {
  /** The program and what it runs with. */
  readonly runtime?: {
    /** How much CPU and memory one replica gets: `small`, `medium`, `large`, `xlarge`. Names a SizeProfile. */
    readonly size?: string;
    /** Image to run, best by digest. Usually left out here: a release or `--image` says it per environment. A container image reference. */
    readonly image?: string;
    /** Lets the program use idle CPU of its node without limit. Otherwise four times its request, at least one core. */
    readonly cpuBurst?: boolean;
    /** Environment variables, as plain text. Names that begin with `PLATFORM_` belong to the platform. */
    readonly env?: Readonly<Record<string, string>>;
    /** Configuration files: name and content. A change restarts the program. */
    readonly config?: Readonly<Record<string, string>>;
    /** Folders that the program may write to; everything else is read-only. They are emptied when a replica goes. `/tmp` is always there. Entries are told apart by `path`. */
    readonly writable?: readonly ({
      /** How much may be stored there. A quantity of bytes such as 512Mi or 1Gi. */
      readonly size?: string;
      /** Folder, as an absolute path. An absolute path, starting with /. */
      readonly path: string;
    })[];
    /** Graphics or machine-learning processors. */
    readonly accelerator?: {
      /** How many one replica gets. 1 to 64. */
      readonly count?: number;
    };
  };
  /** How the platform finds out that a replica works. */
  readonly health?: {
    /** How long a start may take before the replica is restarted. The language profile knows the usual. A duration such as 30s, 10m, 1h30m, or 7d. */
    readonly startTimeout?: string;
  };
  /** How many replicas run, and what decides about it. */
  readonly scaling?: {
    /** A prepared way of scaling: `steady`, `bursty`, `queue`, `fixed`. Numbers written here win over it. Names a ScalingProfile. */
    readonly profile?: string;
    /** Fewest replicas. 0 only where something can wake the workload up: `queueDepth`, `lag`, or `schedule`. 0 to 1000. */
    readonly minReplicas?: number;
    /** Most replicas. Equal to `minReplicas`: a fixed number, and nothing scales. 1 to 1000. */
    readonly maxReplicas?: number;
    /** What decides about the number of replicas. `requests` is for services, `queueDepth` and `lag` for workers; `schedule` runs all of them in working hours and the fewest outside. */
    readonly metric?: "cpu" | "memory" | "requests" | "queueDepth" | "lag" | "schedule";
    /** Value per replica that is aimed at. cpu, memory: percent of the request; requests: per second; queueDepth, lag: messages that wait; schedule has none. 1 to 1000000. */
    readonly target?: number;
  };
  /** Cloud identity of the workload. */
  readonly identity?: {
    /** On AWS: a profile, or actions with what they apply to. */
    readonly aws?: {
      /** Profile of the platform that says what the workload may do on AWS. Names an IdentityProfile. */
      readonly profile?: string;
      /** Actions that are allowed. */
      readonly permissions?: readonly (string)[];
      /** What the actions apply to. */
      readonly resources?: readonly (string)[];
    };
    /** On Azure: a profile, or roles with their scope. */
    readonly azure?: {
      /** Profile of the platform that says what the workload may do on Azure. Names an IdentityProfile. */
      readonly profile?: string;
      /** Roles that are granted. */
      readonly permissions?: readonly (string)[];
      /** Resource or group that the roles apply to. Placeholders such as `{environment}` are replaced. */
      readonly scope?: string;
    };
  };
  /** Secrets that the program reads, each from a path of the store. Entries are told apart by `name`. */
  readonly secrets?: readonly ({
    /** Where it lies in the store, such as `orders/{environment}/database`. Begins with the name of the team, the system, or the service. A secret path: segments of lowercase letters, digits, and hyphens joined by /. Placeholders such as `{environment}` are replaced. */
    readonly path?: string;
    /** Name of the secret within the workload; also its folder. A DNS label: lowercase letters, digits, and hyphens, starting with a letter and not ending with a hyphen, at most 40 characters. */
    readonly name: string;
  })[];
  /** Everything that the workload talks to. Entries are told apart by `service` or `external.host` or `database` or `cache` or `queue` or `topic` or `bucket` or `volume`. */
  readonly dependencies?: readonly ({
    /** Another service: `name` or `system/name`. Names a Workload. */
    readonly service?: string;
    /** Something outside the organization. */
    readonly external?: {
      /** Its host, as a certificate names it. A host name: lowercase DNS labels joined by dots. Placeholders such as `{environment}` are replaced. */
      readonly host?: string;
      /** Its port. 1 to 65535. */
      readonly port?: number;
      /** What is spoken: `https`, encrypted otherwise, or plain `tcp`. */
      readonly protocol?: "https" | "tls" | "tcp";
      /** Its addresses, where they are fixed. Some tiers demand them. */
      readonly cidrs?: readonly (string)[];
    };
    /** A database of the organization: `name` or `system/name`. */
    readonly database?: string;
    /** A cache of the organization: `name` or `system/name`. */
    readonly cache?: string;
    /** A queue of the organization: `name` or `system/name`. */
    readonly queue?: string;
    /** A topic of the organization: `name` or `system/name`. */
    readonly topic?: string;
    /** A bucket of the organization: `name` or `system/name`. */
    readonly bucket?: string;
    /** A volume of the organization: `name` or `system/name`. */
    readonly volume?: string;
    /** Port of the service, where it is not the main one. 1 to 65535. */
    readonly port?: number;
    /** What the workload does there. */
    readonly access?: "read" | "write" | "readWrite" | "produce" | "consume";
    /** Databases only: accepts an implementation that cannot restrict a user to `access`. */
    readonly weakAccess?: "accepted";
    /** Variables under names of your own. Outputs that are not named here keep theirs: `<NAME>_<OUTPUT>`. */
    readonly env?: Readonly<Record<string, string>>;
    /** Volumes only: where it is mounted. An absolute path, starting with /. */
    readonly path?: string;
  })[];
  /** How good the service has to be, and how versions and replicas are exchanged. */
  readonly reliability?: {
    /** How long a replica may take to finish its work after it was told to stop; then it is killed. A duration such as 30s, 10m, 1h30m, or 7d. */
    readonly terminationGracePeriod?: string;
    /** How a new version replaces the old one: bit by bit, a share first, all at once beside the old one, or after the old one has stopped. */
    readonly rollout?: "rolling" | "canary" | "blueGreen" | "recreate";
    /** With `rollout: canary`: how much is risked, and for how long. */
    readonly canary?: {
      /** Share that the new version gets first. 1 to 99 percent. */
      readonly percentage?: number;
      /** How long it keeps that share before it gets everything. A duration such as 30s, 10m, 1h30m, or 7d. */
      readonly duration?: string;
    };
  };
  /** What the program tells about itself. */
  readonly telemetry?: {
    /** Whether the program is instrumented for traces. */
    readonly traces?: boolean;
  };
  /** Runs on each cluster of the environment, or on its primary one only. */
  readonly placement?: "primary" | "each";
};
