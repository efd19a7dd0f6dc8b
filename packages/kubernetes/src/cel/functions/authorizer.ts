import { failure } from '../values.ts';
import type { Declaration, Library } from './overload.ts';

/** What only a running API server can answer: such expressions are checked, and give no value. */
const unanswered = (): never => {
  throw failure('only a running API server can tell what a user may do');
};

const declared = (name: string, signature: string): Declaration => [name, signature, unanswered];

/** What a user may do: known to the expressions of admission policies, which alone have a variable to start from. */
export const authorization: Library = {
  name: 'authorization',
  since: 27,
  functions: [
    declared('path', 'Authorizer.(string) -> PathCheck'),
    declared('group', 'Authorizer.(string) -> GroupCheck'),
    declared('serviceAccount', 'Authorizer.(string, string) -> Authorizer'),
    declared('resource', 'GroupCheck.(string) -> ResourceCheck'),
    declared('subresource', 'ResourceCheck.(string) -> ResourceCheck'),
    declared('namespace', 'ResourceCheck.(string) -> ResourceCheck'),
    declared('name', 'ResourceCheck.(string) -> ResourceCheck'),
    declared('fieldSelector', 'ResourceCheck.(string) -> ResourceCheck'),
    declared('labelSelector', 'ResourceCheck.(string) -> ResourceCheck'),
    declared('check', 'PathCheck.(string) -> Decision'),
    declared('check', 'ResourceCheck.(string) -> Decision'),
    declared('errored', 'Decision.() -> bool'),
    declared('error', 'Decision.() -> string'),
    declared('allowed', 'Decision.() -> bool'),
    declared('reason', 'Decision.() -> string'),
  ],
};
