import { addEdge, addNode, definePart, nodeId, type Contribution, type SecretProperties } from '@fairway/model';
import type { AnyPartContext } from '../../context.ts';
import { takenVariables, type Variables } from '../../touch/variables.ts';
import { secretFields, type SecretSpec } from './fields.ts';
import { keysOf } from './keys.ts';
import { checkSecretPath } from './path.ts';

/** Secrets that a workload reads from the store; only names and paths, never values. */
export const secretsPart = definePart({
  name: 'secrets',
  docs: {
    summary: 'Secrets that the workload reads, by their path in the store.',
    details:
      'Intent holds names and paths, never a value. Each secret becomes files or variables; when it is rotated, the ' +
      'program is restarted unless it says otherwise.',
  },
  schema: (tools) => ({
    secrets: tools.fields
      .keyedList(
        tools.fields.object(secretFields(tools), 'One secret.'),
        'name',
        'Secrets that the program reads, each from a path of the store.',
      )
      .optional(),
  }),
  vary: ['secrets[].path'],
  constraints: [{ rule: 'requires', at: 'secrets', path: 'as', values: ['env'], other: 'keys' }],
  conversions: {
    v1alpha1: [
      { step: 'rename', from: 'secrets[].providerRef', to: 'secrets[].path' },
      { step: 'rename', from: 'secrets[].mount', to: 'secrets[].as' },
    ],
  },
  lower: (context) => {
    const { secrets } = context.spec;
    const contributions: Contribution[] = [];
    if (secrets === undefined || secrets.length === 0) return contributions;
    const variables = takenVariables(context, 'secrets');
    for (let index = 0; index < secrets.length; index += 1) {
      const secret = secrets[index] as SecretSpec;
      const name = `${context.name}.${secret.name}`;
      const id = nodeId('secret', context.system, name);
      const properties = propertiesOf(context, secret, index, variables);
      contributions.push(addNode({ id, type: 'secret', name, properties }), addEdge('uses', context.id, id));
    }
    return contributions;
  },
});

function propertiesOf(
  context: AnyPartContext,
  secret: SecretSpec,
  index: number,
  variables: Variables,
): SecretProperties {
  const path = context.placeholders(secret.path);
  checkSecretPath(context, secret.path, path, index);
  const keys = keysOf(context, secret, index, variables);
  const { as = 'file', onChange = 'restart' } = secret;
  if (as !== 'file') return { path, as, keys, onChange };
  return { path, as, keys, onChange, mountPath: `/etc/${context.name}/secrets/${secret.name}` };
}
