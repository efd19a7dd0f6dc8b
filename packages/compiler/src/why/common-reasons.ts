import type { Reasons } from '@fairway/model';

/** Why fields that every object has have their value, where no input moves them. */
export const commonReasons: Reasons = {
  apiVersion: 'The API version that the cluster serves for this kind.',
  kind: 'The kind of object that this concern needs.',
  'metadata.name':
    'Names are frozen for the life of a service: they follow from metadata.name of its document.',
  'metadata.namespace':
    'The namespace of the system in this environment, by the naming pattern of the organization.',
  'metadata.labels.**':
    'Labels say whose the object is: service, system, team, environment. They follow from names that are frozen.',
  'metadata.annotations.**': 'Written for the tools that read the object.',
};
