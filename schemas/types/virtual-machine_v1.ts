export interface Metadata {
  /** A DNS label of at most 40 characters. */
  readonly name: string;
  readonly labels?: Readonly<Record<string, string>>;
  readonly annotations?: Readonly<Record<string, string>>;
}

/** A virtual machine on the cluster, for software that cannot run in a container. */
export interface VirtualMachine {
  readonly apiVersion: "platform.example.com/v1";
  readonly kind: "VirtualMachine";
  readonly metadata: Metadata;
  readonly spec: VirtualMachineSpec;
  /** What differs by environment: its name, and below it values in the shape of spec. */
  readonly environments?: Readonly<Record<string, VirtualMachineEnvironment>>;
}

/** What the author writes; fields with a question mark have a default or may be absent. */
export type VirtualMachineSpec = {
  /** The team that is responsible. Names a Team. */
  readonly owner?: string;
  /** The system it belongs to. Names a System. */
  readonly system?: string;
  /** What it is for. */
  readonly description?: string;
};

/** What one environment may set. */
export type VirtualMachineEnvironment = Readonly<Record<string, never>>;
