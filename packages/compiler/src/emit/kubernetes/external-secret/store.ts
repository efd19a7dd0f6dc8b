import type { ClusterSpec } from '@fairway/model';

type SecretStore = NonNullable<ClusterSpec['secretStore']>;

/** Names of the ClusterSecretStores that the platform installs, by the product behind them. */
const storeNames: Readonly<Record<SecretStore['type'], string>> = {
  awsSecretsManager: 'aws-secrets-manager',
  awsParameterStore: 'aws-parameter-store',
  azureKeyVault: 'azure-key-vault',
  vault: 'vault',
  kubernetes: 'kubernetes',
};

/** The store that the secrets of a cluster come from. */
export function secretStoreRef(store: SecretStore): { kind: 'ClusterSecretStore'; name: string } {
  return { kind: 'ClusterSecretStore', name: storeNames[store.type] };
}

/** A logical path as the store writes it: Azure Key Vault, for one, allows no slashes. */
export function storeKey(store: SecretStore, path: string): string {
  return store.key === 'dashed' ? path.replaceAll('/', '-') : path;
}
