export { graphToDot } from './dot.ts';
export {
  layoutGraph,
  type Band,
  type Box,
  type Layout,
  type Point,
  type Rectangle,
  type Route,
} from './layout.ts';
export { graphToMermaid } from './mermaid.ts';
export { graphToSvg } from './svg.ts';
