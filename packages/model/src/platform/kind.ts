import type { JsonObject } from '../path.ts';
import type { Constraint } from '../schema/constraint.ts';
import type { KindShape, Part } from './part.ts';
import type { SchemaTools } from '../schema/fields.ts';
import type { z } from 'zod';

/** A kind of workload: a list of parts and little else. */
export interface WorkloadKind {
  readonly layer: 'workload';
  readonly kind: string;
  readonly plural: string;
  readonly description: string;
  readonly shape: KindShape;
  readonly parts: readonly Part[];
  readonly constraints?: readonly Constraint[];
  /** Where `placement` is not written: `each` cluster of the environment or the `primary` one. */
  readonly defaultPlacement: 'each' | 'primary';
  /** Present in the language but compiled by a later release: using it is an error that says so. */
  readonly upcoming?: string;
}

/**
 * A kind that stands for another one: `Application` is read as the `WebService` whose `spec` `expand` returns.
 */
export interface AliasKind {
  readonly layer: 'alias';
  readonly kind: string;
  readonly plural: string;
  readonly description: string;
  readonly schema: (tools: SchemaTools) => z.ZodRawShape;
  readonly vary: readonly string[];
  readonly constraints?: readonly Constraint[];
  readonly expandsTo: string;
  /** What decides each field of the other kind that `expand` fills, for positions and advice. */
  readonly origins: readonly Origin[];
  readonly expand: (spec: JsonObject, context: ExpandContext) => JsonObject;
}

export interface Origin {
  /** Dotted path in the expanded spec. */
  readonly to: string;
  /** Dotted path in the written spec. */
  readonly from: string;
}

export interface ExpandContext {
  /** Size profiles by name: CPU request in millicores, memory limit in bytes. */
  readonly sizes: readonly {
    readonly name: string;
    readonly cpuRequest: number;
    readonly memoryLimit: number;
  }[];
  readonly report: (
    problem: { readonly code: string; readonly message: string; readonly fix?: string },
    path: string,
  ) => void;
}

/** A kind that only describes or refers: Delivery, SecretReference, DNSName, Certificate, data kinds. */
export interface RecordKind {
  readonly layer: 'record' | 'data';
  readonly kind: string;
  readonly plural: string;
  readonly description: string;
  /** Other spellings of the kind: Delivery is also read as `Deployment`. */
  readonly aliases?: readonly string[];
  readonly schema: (tools: SchemaTools) => z.ZodRawShape;
  readonly vary: readonly string[];
  readonly constraints?: readonly Constraint[];
  readonly upcoming?: string;
}

export type IntentKind = WorkloadKind | AliasKind | RecordKind;

/** Declares a kind; the identity function, for its types. */
export function defineKind<K extends IntentKind>(kind: K): K {
  return kind;
}
