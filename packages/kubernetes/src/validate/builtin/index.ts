import type { Schema } from '../../upstream/index.ts';
import type { Node } from '../node.ts';

/** Words that hold for definitions of Kubernetes, by name. */
export type Overlay = Readonly<Record<string, Node>>;

const OVERLAYS: readonly Overlay[] = [];

const NAMES: Readonly<Record<string, string>> = {
  Namespace: 'dns-label',
  Service: 'dns-1035-label',
  StatefulSet: 'dns-label',
  Role: 'path-segment',
  RoleBinding: 'path-segment',
  ClusterRole: 'path-segment',
  ClusterRoleBinding: 'path-segment',
  PodDisruptionBudget: 'path-segment',
};

/** The format of the name of a kind (`pkg/apis/.../validation`: the function given to `ValidateObjectMeta`). */
export function nameFormatOf(_apiVersion: string, kind: string, _minor: number): string {
  return NAMES[kind] ?? 'dns-subdomain';
}

/** What the words of a definition and those of `builtin/` say together. */
export function builtinNode(_apiVersion: string, kind: string, schema: Schema, _minor: number): Node {
  return overlaid(
    schema,
    OVERLAYS.map((overlay) => overlay[kind]).find((one) => one !== undefined),
  );
}

/** `resolve` with the words of `builtin/` added. */
export function builtinResolver(resolve: (ref: string) => Schema, _minor: number): (ref: string) => Node {
  const made = new Map<string, Node>();
  return (ref) => {
    let node = made.get(ref);
    if (node === undefined) {
      const name = ref.slice(ref.lastIndexOf('.') + 1);
      node = overlaid(
        resolve(ref),
        OVERLAYS.map((overlay) => overlay[name]).find((one) => one !== undefined),
      );
      made.set(ref, node);
    }
    return node;
  };
}

function overlaid(schema: Schema, words: Node | undefined): Node {
  if (words === undefined) return schema;
  const properties: Record<string, Node> = { ...schema.properties };
  for (const [name, more] of Object.entries(words.properties ?? {}))
    if (properties[name] !== undefined) properties[name] = overlaid(properties[name], more);
  return {
    ...schema,
    ...words,
    ...(schema.properties === undefined ? {} : { properties }),
    ...(schema.items === undefined ? {} : { items: overlaid(schema.items, words.items) }),
    ...(typeof schema.additionalProperties === 'object'
      ? {
          additionalProperties: overlaid(
            schema.additionalProperties,
            typeof words.additionalProperties === 'object' ? words.additionalProperties : undefined,
          ),
        }
      : {}),
  };
}
