import type { ClusterSpec } from '@fairway/model';
import { commonBy } from '../../../common-by.ts';

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
export function secretStoreRef(store: SecretStore): {
  readonly kind: 'ClusterSecretStore';
  readonly name: string;
} {
  return referenceTo(store.type);
}

const referenceTo = commonBy((type: SecretStore['type']) => ({
  kind: 'ClusterSecretStore' as const,
  name: storeNames[type],
}));

/** A logical path as the store writes it: Azure Key Vault, for one, allows no slashes. */
export function storeKey(store: SecretStore, path: string): string {
  return store.key === 'dashed' ? path.replaceAll('/', '-') : path;
}
