/** A minor version of Kubernetes that Fairway knows the built-in kinds of. */
export type Minor = '1.33' | '1.34' | '1.35' | '1.36';

/** Every minor, oldest first. */
export const minors: readonly Minor[] = ['1.33', '1.34', '1.35', '1.36'];

/** A CEL rule of a schema (`x-kubernetes-validations`). */
export interface Rule {
  readonly rule: string;
  readonly message?: string;
  readonly messageExpression?: string;
  /** `FieldValueInvalid` if absent. */
  readonly reason?: string;
  /** Where the failure belongs, as a JSON path from the schema's own place: `.spec.x`, `['a.b']`. */
  readonly fieldPath?: string;
  readonly optionalOldSelf?: true;
}

/**
 * What decides whether a value is valid, in the words of JSON schema; the words of Kubernetes stand without their
 * prefix `x-kubernetes-`. What upstream does not say is absent. No prose: no titles, descriptions, examples.
 */
export interface Schema {
  /** A definition of the same source. `default`, `nullable`, `rules`, and the like may stand beside it. */
  readonly ref?: string;
  readonly type?: 'object' | 'array' | 'string' | 'integer' | 'number' | 'boolean';
  readonly properties?: Readonly<Record<string, Schema>>;
  /** Maps. An object with neither this nor `preserveUnknownFields` is closed: a field not in `properties` is unknown. */
  readonly additionalProperties?: Schema | true;
  readonly required?: readonly string[];
  readonly items?: Schema;
  readonly enum?: readonly unknown[];
  /** RE2, as the API server reads it; it need not match the whole text. */
  readonly pattern?: string;
  /**
   * `date-time`, `int32`, `byte` and whatever else upstream writes; the API server passes over those it does not know.
   * Built-in kinds: `quantity` without a type means a quantity, written as text or as a number.
   */
  readonly format?: string;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly exclusiveMinimum?: true;
  readonly exclusiveMaximum?: true;
  readonly multipleOf?: number;
  /** Counted in code points. */
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly uniqueItems?: true;
  readonly minProperties?: number;
  readonly maxProperties?: number;
  readonly nullable?: true;
  readonly intOrString?: true;
  readonly preserveUnknownFields?: true;
  readonly embeddedResource?: true;
  readonly listType?: 'map' | 'set' | 'atomic';
  readonly listMapKeys?: readonly string[];
  readonly mapType?: 'atomic' | 'granular';
  readonly default?: unknown;
  readonly allOf?: readonly Schema[];
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly not?: Schema;
  readonly rules?: readonly Rule[];
  /** Cannot change once the object exists: built-in kinds, known from the API's documentation. */
  readonly immutable?: true;
  /** Cannot change once the field of this name beside it is `true`: `data` of a ConfigMap with `immutable`. */
  readonly frozenBy?: string;
  /** Discriminated unions of built-in kinds (`x-kubernetes-unions`). */
  readonly unions?: readonly Union[];
}

/** A union of fields of which at most one may be set. */
export interface Union {
  readonly discriminator?: string;
  readonly fields: readonly string[];
}

/** Whether objects live in a namespace. */
export type Scope = 'Namespaced' | 'Cluster';

/** A kind in one version, as a source holds it. */
export interface SourceKind {
  /** `v1`, `apps/v1`. */
  readonly apiVersion: string;
  readonly kind: string;
  readonly plural: string;
  readonly scope: Scope;
  /** The key of its schema in `definitions`. */
  readonly definition: string;
  /** Custom resources: the version that is stored. One version of each kind has it. */
  readonly storage?: true;
  /** Custom resources with a `status` subresource. */
  readonly status?: true;
  /** Custom resources with a `scale` subresource: its JSON paths. */
  readonly scale?: ScalePaths;
  /** Custom resources: JSON paths that field selectors may use. */
  readonly selectable?: readonly string[];
  readonly deprecated?: true;
}

/** The JSON paths of a `scale` subresource. */
export interface ScalePaths {
  readonly specReplicasPath: string;
  readonly statusReplicasPath: string;
  readonly labelSelectorPath?: string;
}

/** Where schemas come from, and the schemas. */
export interface UpstreamSource {
  /** One of a kind: `kubernetes-1.35`, `argo-rollouts`. */
  readonly name: string;
  readonly product: string;
  /** The product's release, as it names it itself; empty if unknown. */
  readonly version: string;
  /** Host and path without a scheme; empty if unknown. */
  readonly repository: string;
  readonly commit?: string;
  /** SHA-256 of the text that the schemas were derived from, in hexadecimal digits. */
  readonly digest: string;
  /** SPDX identifier; empty if unknown. */
  readonly license: string;
  /** Kubernetes itself: the minor that serves these kinds. Absent: every cluster that has the product does. */
  readonly minor?: Minor;
  /** The name of a source whose definitions stand in for those that are not held here. */
  readonly base?: string;
  readonly kinds: readonly SourceKind[];
  /** JSON text of a `Schema` by name. Parsed when first asked for. */
  readonly definitions: Readonly<Record<string, string>>;
}

/** A kind in one version and its schema. */
export interface UpstreamKind {
  readonly apiVersion: string;
  readonly kind: string;
  readonly plural: string;
  readonly scope: Scope;
  /** The definition itself, never a bare `ref`. The same object each time. */
  readonly schema: Schema;
  /**
   * The schema that a `ref` found below `schema` means: never a bare `ref`, and the same object each time.
   * Throws if there is none, which only a broken source brings about.
   */
  readonly resolve: (ref: string) => Schema;
  readonly source: UpstreamSource;
}

/** What is known of every kind. */
export interface Upstream {
  /**
   * `undefined` if nothing is known of the kind, or this minor of Kubernetes does not serve it in this version.
   * Without a minor only custom resources are looked for. The same object each time.
   */
  readonly kindOf: (apiVersion: string, kind: string, minor?: Minor) => UpstreamKind | undefined;
  /** The versions of a group in which a minor serves a kind, `['v1', 'v1beta1']`; the core group is `''`. */
  readonly versionsOf: (group: string, kind: string, minor?: Minor) => readonly string[];
  /** The minors that serve a kind in this version, oldest first; all of them for custom resources. */
  readonly servedBy: (apiVersion: string, kind: string) => readonly Minor[];
  /**
   * The schema of `metadata` of every object, custom resources and embedded ones included, whose own schemas say
   * only `object` there. `undefined` if no source holds the built-in kinds of this minor.
   */
  readonly objectMeta: (minor: Minor) => Pick<UpstreamKind, 'schema' | 'resolve'> | undefined;
  /** The minors that a source holds the built-in kinds of, oldest first. */
  readonly minors: readonly Minor[];
  readonly sources: readonly UpstreamSource[];
}

/** A kind that Fairway emits and no source has a schema for: it goes out unchecked, and this says why. */
export interface UncheckedKind {
  readonly apiVersion: string;
  readonly kind: string;
  readonly product: string;
  readonly why: string;
}
