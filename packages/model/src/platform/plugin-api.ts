import { z } from 'zod';
import { nodeId } from '../graph/graph.ts';
import { defineKind } from './kind.ts';
import { addEdge, addNode, definePart, setValue } from './part.ts';
import type { Plugin } from './platform.ts';

/**
 * What `fairway.config.ts` is handed. With it the files of an organization need type-only imports alone,
 * so that they work from any folder, with no package beside them.
 */
export interface PluginApi {
  /** The host's own zod: schemas of another copy would not be understood. */
  readonly z: typeof z;
  readonly definePart: typeof definePart;
  readonly defineKind: typeof defineKind;
  readonly setValue: typeof setValue;
  readonly addNode: typeof addNode;
  readonly addEdge: typeof addEdge;
  readonly nodeId: typeof nodeId;
}

/** What `fairway.config.ts` exports as default: a function from the API to what the organization adds. */
export type FairwayConfig = (api: PluginApi) => { readonly plugins: readonly Plugin[] };

/** The API as every host hands it in. */
export const pluginApi: PluginApi = Object.freeze({
  z,
  definePart,
  defineKind,
  setValue,
  addNode,
  addEdge,
  nodeId,
});
