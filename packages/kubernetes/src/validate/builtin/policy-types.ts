import { libraryTypes } from '../../cel/functions/overload.ts';
import type { CelType } from '../../cel/index.ts';
import { boolType, dynType, intType, listOf, mapOf, stringType, timestampType } from '../../cel/types.ts';

type Fields = Readonly<Record<string, CelType>>;

/** A type with these fields and no others. */
export function objectType(name: string, fields: Fields): CelType {
  return {
    kind: 'object',
    name,
    parameters: [],
    field: (key) => (Object.hasOwn(fields, key) ? { key, type: fields[key] as CelType } : undefined),
  };
}

const names = { group: stringType, version: stringType };
const kind = objectType('kubernetes.GroupVersionKind', { ...names, kind: stringType });
const resource = objectType('kubernetes.GroupVersionResource', { ...names, resource: stringType });

/** The request that a policy judges (`BuildRequestType` of `apiserver/pkg/admission/plugin/cel`). */
export const requestType = objectType('kubernetes.AdmissionRequest', {
  kind,
  resource,
  subResource: stringType,
  requestKind: kind,
  requestResource: resource,
  requestSubResource: stringType,
  name: stringType,
  namespace: stringType,
  operation: stringType,
  userInfo: objectType('kubernetes.UserInfo', {
    username: stringType,
    uid: stringType,
    groups: listOf(stringType),
    extra: mapOf(stringType, listOf(stringType)),
  }),
  dryRun: boolType,
  options: dynType,
});

/** The namespace of what is judged (`BuildNamespaceType`). */
export const namespaceType = objectType('kubernetes.Namespace', {
  metadata: objectType('kubernetes.NamespaceMetadata', {
    name: stringType,
    generateName: stringType,
    namespace: stringType,
    labels: mapOf(stringType, stringType),
    annotations: mapOf(stringType, stringType),
    UID: stringType,
    creationTimestamp: timestampType,
    deletionGracePeriodSeconds: intType,
    deletionTimestamp: timestampType,
    generation: intType,
    resourceVersion: stringType,
    finalizers: listOf(stringType),
  }),
  spec: objectType('kubernetes.NamespaceSpec', { finalizers: listOf(stringType) }),
  status: objectType('kubernetes.NamespaceStatus', {
    conditions: listOf(
      objectType('kubernetes.NamespaceCondition', {
        status: stringType,
        type: stringType,
        lastTransitionTime: timestampType,
        message: stringType,
        reason: stringType,
      }),
    ),
    phase: stringType,
  }),
});

/** Who may do what; `requestResource` stands for what is judged. */
export const authorizerType: CelType = {
  ...libraryTypes.Authorizer,
  field: (key) => (key === 'requestResource' ? { key, type: libraryTypes.ResourceCheck } : undefined),
};
