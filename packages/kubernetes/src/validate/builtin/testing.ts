import { builtinUpstream } from '../../upstream/index.ts';
import type { Minor } from '../../upstream/index.ts';
import { createValidator } from '../index.ts';
import type { Fields } from './fields.ts';

export type { Fields };
/** What the fields of an object show, and the reasons and paths of the problems that they bring. */
export type Case = readonly [what: string, fields: Fields, expected: readonly string[]];
/** Cases of a kind. */
export type KindCases = readonly [apiVersion: string, kind: string, cases: readonly Case[]];

const upstream = builtinUpstream();

/** The problems of an object named `a` with some fields, each as `<reason> <path>`. */
export function verdict(
  apiVersion: string,
  kind: string,
  fields: Fields,
  kubernetes: Minor = '1.35',
): readonly string[] {
  const object = { apiVersion, kind, metadata: { name: 'a' }, ...fields };
  return createValidator(upstream, { kubernetes })
    .check(object)
    .map(({ path, reason }) => `${reason} ${path}`);
}

/** Labels of the pods of `workload`. */
export const labels = { app: 'a' };
/** A container with nothing but what it must have. */
export const app = { name: 'app', image: 'a:1' };

/** The fields of a workload that runs for ever: of its container, of its pods, and of itself. */
export function workload(container: Fields, pod: Fields = {}, spec: Fields = {}): Fields {
  const template = { metadata: { labels }, spec: { containers: [{ ...app, ...container }], ...pod } };
  return { spec: { selector: { matchLabels: labels }, template, ...spec } };
}

/** The path of the pods of a workload. */
export const POD = 'spec.template.spec';
/** The path of the container of `workload`. */
export const CONTAINER = `${POD}.containers[name=app]`;

/** The fields of a pod: of its container, of itself, and annotations. */
export function pod(container: Fields, spec: Fields = {}, annotations: Fields = {}): Fields {
  return { metadata: { name: 'a', annotations }, spec: { containers: [{ ...app, ...container }], ...spec } };
}
/** The path of the container of `pod`. */
export const CONTAINER_OF_POD = 'spec.containers[name=app]';
