import { definePart } from '@fairway/model';

/** On which clusters of an environment a workload runs. The compiler places units; the graph shows where. */
export const placementPart = definePart({
  name: 'placement',
  docs: {
    summary: 'On which clusters of an environment it runs.',
    details:
      '`each`: on every cluster that takes the system; usual for services and workers. ' +
      '`primary`: on one of them; usual for jobs, so that nothing is done twice.',
  },
  schema: ({ fields }) => ({
    placement: fields
      .choice(['primary', 'each'], 'Runs on each cluster of the environment, or on its primary one only.')
      .optional(),
  }),
  vary: ['placement'],
  lower: () => [],
});
