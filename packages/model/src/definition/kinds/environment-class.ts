import { z } from 'zod';
import { defaulted, fields } from '../../schema/fields.ts';
import { defineDefinitionKind } from '../kind.ts';

function resources(description: string, cpu: boolean) {
  const { bytes, cpu: quantity, object } = fields;
  return object(
    {
      ...(cpu ? { cpu: quantity('CPU.').optional() } : {}),
      memory: bytes('Memory.').optional(),
      ephemeralStorage: bytes('Scratch space on the disk of the node.').optional(),
    },
    description,
  );
}

const caps = fields
  .object(
    {
      scaling: fields
        .object(
          {
            minReplicas: fields.integer(0, 1_000, 'At most this many replicas as minimum.').optional(),
            maxReplicas: fields.integer(1, 1_000, 'At most this many replicas as maximum.').optional(),
          },
          'Caps on replicas.',
        )
        .optional(),
      rollout: fields
        .list(
          fields.choice(['rolling', 'canary', 'blueGreen', 'recreate'], 'A way of rolling out.'),
          'Ways that are allowed; another one becomes the first of the list.',
        )
        .optional(),
    },
    'Quietly lower what `spec` says, with a note; `environments` may say more.',
  )
  .optional();

const limits = fields
  .object(
    {
      scaling: fields
        .object(
          {
            minReplicas: fields.integer(0, 1_000, 'The minimum may be at most this.').optional(),
            maxReplicas: fields.integer(1, 1_000, 'The maximum may be at most this.').optional(),
          },
          'Limits on replicas.',
        )
        .optional(),
      sizes: fields.list(fields.reference('SizeProfile', 'A size.'), 'Only these sizes.').optional(),
      exposureClasses: fields
        .list(fields.reference('ExposureClass', 'An exposure class.'), 'Only these exposure classes.')
        .optional(),
    },
    'Hard limits: beyond them is an error that only the definition lifts.',
  )
  .optional();

const limitRange = defaulted(
  fields.object(
    {
      defaultRequest: resources('Requests of containers that say nothing.', true),
      default: resources('Limits of containers that say nothing; never of CPU.', false),
      min: resources('Smallest request.', true),
      max: resources('Largest limit; never of CPU, which the server would turn into a default.', false),
      maxLimitRequestRatio: fields.object(
        {
          memory: z
            .number()
            .min(1)
            .max(100)
            .meta({ description: 'Memory limit divided by memory request, at most.' }),
        },
        'How far limit and request may be apart.',
      ),
      claim: fields.object(
        { min: fields.bytes('Smallest volume.'), max: fields.bytes('Largest volume.') },
        'Sizes of volume claims.',
      ),
    },
    'What a container or a volume claim in a namespace may ask for.',
  ),
);

const roles = defaulted(
  fields.map(
    fields.text('Role; groups of people hold it in `Team.spec.groups`.'),
    fields.list(
      fields.object(
        {
          apiGroups: fields.list(fields.text('An API group.'), 'API groups; an empty text is the core group.'),
          resources: fields.list(fields.text('A resource.'), 'Resources, with `/` for subresources.'),
          verbs: fields.list(fields.text('A verb.'), 'What may be done.'),
        },
        'One rule.',
      ),
      'Rules of the role.',
    ),
    'What each role of the owning team may do in a namespace.',
  ),
);

/** What environments of one class have in common: defaults, caps, limits, rights. */
export const environmentClass = defineDefinitionKind({
  kind: 'EnvironmentClass',
  layer: 'definition',
  description: 'What environments of one class have in common: defaults, caps, limits, rights.',
  spec: ({ z, fields, defaulted, withMeta }) => ({
    description: fields.text('What the class is for.').optional(),
    stage: fields
      .choice(
        ['dev', 'staging', 'prod', 'preview', 'sandbox'],
        'The built-in class that a class of your own counts as, wherever a rule speaks of classes; by default its name, else staging.',
      )
      .optional(),
    hostPattern: defaulted(
      withMeta(fields.text('Pattern of hosts under the domains of the organization.'), { placeholders: true }),
    ),
    defaults: fields
      .map(
        fields.text('Field of `spec`.'),
        z.unknown().meta({ description: 'Its value.' }),
        'Values for intent that says nothing, in the shape of `spec`.',
      )
      .optional(),
    caps,
    limits,
    digestRequired: defaulted(fields.flag('Whether images must be pinned by digest.')),
    disruption: defaulted(
      fields.object(
        {
          maxUnavailable: fields.integer(
            1,
            100,
            'Pods of a workload that may be down for maintenance at once.',
          ),
          unhealthyPodEviction: fields.choice(
            ['alwaysAllow', 'ifHealthyBudget'],
            'Whether pods that are not ready may always be evicted.',
          ),
        },
        'The disruption budget of workloads.',
      ),
    ),
    spread: defaulted(
      fields.map(
        fields.text('Topology key.'),
        fields.choice(['soft', 'hard'], '`soft` prefers, `hard` insists.'),
        'How pods of a workload are spread.',
      ),
    ),
    limitRange,
    quotaFactor: defaulted(
      z.number().min(1).max(10).meta({ description: 'The computed quota is multiplied by it.' }),
    ),
    timings: defaulted(
      fields.object(
        {
          timeToReady: fields.duration(
            'How long a pod usually takes to become ready; the quota is computed with it.',
          ),
        },
        'Times that computations assume.',
      ),
    ),
    roles,
    timeToLive: fields.duration('How long an environment of the class lives.').optional(),
    enforcement: defaulted(
      fields.object(
        {
          guardrail: fields.choice(['audit', 'warn', 'deny'], 'How guardrails act.'),
          gate: fields.choice(['audit', 'warn', 'deny'], 'How gates act.'),
        },
        'What a violated policy rule does.',
      ),
    ),
  }),
});

/** The built-in classes; a class of your own counts as one of them. */
export type EnvironmentStage = 'dev' | 'staging' | 'prod' | 'preview' | 'sandbox';

/** A class as it is used: its stage filled in. */
export type EnvironmentClassSpec = Omit<z.infer<typeof environmentClass.spec>, 'stage'> & {
  readonly stage: EnvironmentStage;
};
