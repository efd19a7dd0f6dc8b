import type { z } from 'zod';
import type { Constraint } from '../schema/constraint.ts';
import { schemaTools, type SchemaTools } from '../schema/fields.ts';
import { versionFields } from './version.ts';

/** API group and version of everything that platform teams write. */
export const definitionApiVersion = 'fairway.dev/v1alpha1';

export type DefinitionLayer = 'definition' | 'governance' | 'releases';

/**
 * A kind of document that the platform team writes (INTENT.md §1 and §6).
 * Its schema holds structure only; references to other documents are metadata of the fields.
 */
export interface DefinitionKind<S extends z.ZodRawShape = z.ZodRawShape> {
  readonly kind: string;
  readonly layer: DefinitionLayer;
  /** One sentence for documentation. */
  readonly description: string;
  /** Whether several versions of one name may stand side by side (`spec.version`, `spec.lifecycle`). */
  readonly versioned: boolean;
  /** Whether there is one document of the kind per organization. */
  readonly singleton: boolean;
  readonly spec: z.ZodObject<S>;
  readonly constraints: readonly Constraint[];
}

export interface DefinitionKindInput<S extends z.ZodRawShape> {
  readonly kind: string;
  readonly layer: DefinitionLayer;
  readonly description: string;
  readonly versioned?: boolean;
  readonly singleton?: boolean;
  readonly spec: (tools: SchemaTools) => S;
  readonly constraints?: readonly Constraint[];
}

/** Declares a definition or governance kind. */
export function defineDefinitionKind<const S extends z.ZodRawShape>(
  input: DefinitionKindInput<S>,
): DefinitionKind<S> {
  const versioned = input.versioned ?? input.layer === 'definition';
  const shape = { ...(versioned ? versionFields() : {}), ...input.spec(schemaTools) };
  return {
    kind: input.kind,
    layer: input.layer,
    description: input.description,
    versioned,
    singleton: input.singleton ?? false,
    spec: schemaTools.z
      .strictObject(shape)
      .meta({ description: input.description }) as unknown as z.ZodObject<S>,
    constraints: input.constraints ?? [],
  };
}
