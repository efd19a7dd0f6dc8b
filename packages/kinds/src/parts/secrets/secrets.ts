import { addEdge, addNode, definePart, nodeId, type Contribution } from '@fairway/model';
import { claimVariables } from '../../touch/variables.ts';
import { secretFields } from './fields.ts';
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
  *lower(context): Iterable<Contribution> {
    const { secrets } = context.spec;
    if (secrets === undefined || secrets.length === 0) return;
    claimVariables(context, 'secrets');
    for (const [index, secret] of secrets.entries()) {
      checkSecretPath(context, secret.path, index);
      const id = nodeId('secret', context.system, `${context.name}.${secret.name}`);
      const as = secret.as ?? 'file';
      const properties = {
        path: context.placeholders(secret.path),
        as,
        keys: keysOf(context, secret, index),
        onChange: secret.onChange ?? 'restart',
        ...(as === 'file' ? { mountPath: `/etc/${context.name}/secrets/${secret.name}` } : {}),
      };
      yield addNode({ id, type: 'secret', name: `${context.name}.${secret.name}`, properties });
      yield addEdge('uses', context.id, id);
    }
  },
});
