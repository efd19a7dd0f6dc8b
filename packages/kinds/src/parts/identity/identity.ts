import { addEdge, addNode, definePart, nodeId } from '@fairway/model';
import { identityFields } from './fields.ts';
import { onAws, onAzure } from './clouds.ts';

/** Who a workload is to a cloud, and what it may do there. */
export const identityPart = definePart({
  name: 'identity',
  docs: {
    summary: 'Who the workload is to a cloud, and what it may do there.',
    details:
      'Names a profile of the platform, or lists actions and what they apply to. The cloud of the cluster decides which ' +
      'half is used; the other one waits for the day the workload moves.',
  },
  schema: (tools) => ({
    identity: tools.fields.object(identityFields(tools), 'Cloud identity of the workload.').optional(),
  }),
  vary: ['identity'],
  constraints: [
    { rule: 'exactlyOne', at: 'identity.aws', fields: ['profile', 'permissions'] },
    { rule: 'requires', at: 'identity.aws', path: 'permissions', other: 'resources' },
    { rule: 'requires', at: 'identity.aws', path: 'resources', other: 'permissions' },
    { rule: 'exactlyOne', at: 'identity.azure', fields: ['profile', 'permissions'] },
    { rule: 'requires', at: 'identity.azure', path: 'permissions', other: 'scope' },
    { rule: 'requires', at: 'identity.azure', path: 'scope', other: 'permissions' },
  ],
  conversions: {
    v1alpha1: [
      { step: 'move', from: 'identity.cloudAccess.aws.roleProfile', to: 'identity.aws.profile' },
      { step: 'move', from: 'identity.cloudAccess.azure.managedIdentityProfile', to: 'identity.azure.profile' },
    ],
  },
  lower: (context) => {
    const { identity } = context.spec;
    if (identity === undefined) return [];
    const aws = identity.aws === undefined ? undefined : onAws(context, identity.aws);
    const azure = identity.azure === undefined ? undefined : onAzure(context, identity.azure);
    if (aws === undefined && azure === undefined) return [];
    const id = nodeId('identity', context.system, context.name);
    const properties = { ...(aws === undefined ? {} : { aws }), ...(azure === undefined ? {} : { azure }) };
    return [addNode({ id, type: 'identity', name: context.name, properties }), addEdge('uses', context.id, id)];
  },
});
