export { common } from './common.ts';
export { emitJson } from './emit-json.ts';
export { emitDocument, emitManifests } from './emit-yaml.ts';
