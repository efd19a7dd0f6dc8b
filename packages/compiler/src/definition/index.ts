export { definitionDiagnostics, exampleOrganization } from './catalog.ts';
export { explainDefinition, type DefinitionUser, type ExplainedDocument, type Explanation } from './explain.ts';
export { problemOfUse } from './lifecycle.ts';
export { loadDefinition, type LoadDefinitionOptions, type LoadedDefinition } from './load-definition.ts';
export { kindsOfDefinition, type DefinedKinds, type KindParts } from './kind-definitions.ts';
export { checkLock, lockDefinition, lockFile } from './lock.ts';
export { namespaceName, unknownPlaceholder } from './namespaces.ts';
export { takesSystem } from './environments.ts';
export { isTemporary } from './create-definition.ts';
