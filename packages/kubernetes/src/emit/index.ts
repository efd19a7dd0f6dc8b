export { emitJson } from './emit-json.ts';
export { emitDocument, emitManifests } from './emit-yaml.ts';
