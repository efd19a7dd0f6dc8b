import { defineKind } from '@fairway/model';
import { applicationOrigins, expandApplication } from './expand.ts';

/** A WebService in five lines, for the first hour with Fairway. */
export const applicationKind = defineKind({
  layer: 'alias',
  kind: 'Application',
  plural: 'applications',
  description: 'A web service in a few lines, for the first hour: team, language, replicas, CPU and memory.',
  schema: ({ fields }) => ({
    team: fields.reference('Team', 'The team that answers for it.'),
    runtime: fields.formatted(
      'labelValue',
      'Language with its version, such as `node-18`, `java-21`, `python-3.12`.',
      /^[a-z][a-z0-9]*(-[0-9]+(\.[0-9]+){0,2})?$/,
    ),
    replicas: fields.integer(1, 1_000, 'How many copies run, always.').optional(),
    resources: fields
      .object(
        {
          cpu: fields.cpu('CPU that one copy needs.').optional(),
          memory: fields.bytes('Memory that one copy needs at most.').optional(),
        },
        'What one copy needs. The smallest size that has it is chosen.',
      )
      .optional(),
    ingress: fields
      .object(
        { path: fields.path('Requests below this path belong to the application.').optional() },
        'Makes it reachable for colleagues. Without it only services that depend on it reach it.',
      )
      .optional(),
    image: fields
      .image('Image to run. Usually left out: a release or `--image` says it per environment.')
      .optional(),
  }),
  vary: ['replicas', 'resources', 'image'],
  expandsTo: 'WebService',
  origins: applicationOrigins,
  expand: expandApplication,
});
