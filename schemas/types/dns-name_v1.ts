export interface Metadata {
  /** A DNS label of at most 40 characters. */
  readonly name: string;
  readonly labels?: Readonly<Record<string, string>>;
  readonly annotations?: Readonly<Record<string, string>>;
}

/** A host name that no service exposes: who answers for it and where it points. */
export interface DNSName {
  readonly apiVersion: "platform.example.com/v1";
  readonly kind: "DNSName";
  readonly metadata: Metadata;
  readonly spec: DNSNameSpec;
  /** What differs by environment: its name, and below it values in the shape of spec. */
  readonly environments?: Readonly<Record<string, DNSNameEnvironment>>;
}

/** What the author writes; fields with a question mark have a default or may be absent. */
export type DNSNameSpec = {
  /** The team that answers for it. If you leave it out: the owner of the system. Names a Team. */
  readonly owner?: string;
  /** The system it belongs to. If you leave it out: the team's default system. Names a System. */
  readonly system?: string;
  /** What it is for, in a sentence. */
  readonly description?: string;
  /** The name, in full. A host name: lowercase DNS labels joined by dots. */
  readonly host: string;
  /** Where it points: a host or an address. Placeholders such as `{environment}` are replaced. */
  readonly target?: string;
  /** Type of the record; `CNAME` if absent. */
  readonly type?: "A" | "AAAA" | "CNAME" | "TXT" | "MX" | "NS";
  /** Where the zone is kept, where it is not with the platform. */
  readonly provider?: string;
};

/** What one environment may set. */
export type DNSNameEnvironment = Readonly<Record<string, never>>;
