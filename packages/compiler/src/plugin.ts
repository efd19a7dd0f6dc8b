import { nodeTypes, type Plugin } from '@fairway/model';
import { edgeEmitters, namespaceEmitters, workloadEmitters } from './emit/kubernetes/index.ts';
import { invariants } from './invariants/index.generated.ts';

/** What the compiler brings: node types, the emitters of Kubernetes objects, invariants. */
export const compilerPlugin: Plugin = {
  apiVersion: 1,
  name: 'fairway-compiler',
  nodes: nodeTypes,
  emitters: [...workloadEmitters, ...edgeEmitters, ...namespaceEmitters],
  invariants,
};
