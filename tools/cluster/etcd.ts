/** One key as etcd holds it; `revision` grows with each change. */
export interface Entry {
  readonly key: string;
  /** Base64. */
  readonly value: string;
  readonly revision: string;
}

/** A change of one transaction: a value in base64, or the removal of keys from `key` up to `end` (exclusive). */
export type Change =
  | { readonly put: string; readonly value: string }
  | { readonly key: string; readonly end: string };

export interface Etcd {
  /** All entries whose key begins with `prefix`, sorted by key. */
  readonly read: (prefix: string, keysOnly?: boolean) => Promise<readonly Entry[]>;
  /** Names of the members of its cluster. */
  readonly members: () => Promise<readonly string[]>;
  /** All changes at one revision. */
  readonly change: (changes: readonly Change[]) => Promise<void>;
}

/** etcd over its JSON gateway. Keys are ASCII, as those of Kubernetes are. */
export function createEtcd(address: string): Etcd {
  const post = async <T>(path: string, body: unknown): Promise<T> => {
    const reply = await fetch(`${address}${path}`, {
      method: 'POST',
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(30_000),
    });
    if (!reply.ok) throw new Error(`etcd answers ${reply.status}: ${await reply.text()}`);
    return (await reply.json()) as T;
  };
  return {
    read: async (prefix, keysOnly = false) => {
      const answer = await post<{
        kvs?: readonly { key: string; value?: string; mod_revision: string }[];
      }>('/v3/kv/range', { key: encode(prefix), range_end: encode(endOf(prefix)), keys_only: keysOnly });
      return (answer.kvs ?? []).map(({ key, value = '', mod_revision }) => ({
        key: Buffer.from(key, 'base64').toString('latin1'),
        value,
        revision: mod_revision,
      }));
    },
    members: async () => {
      const { members = [] } = await post<{ members?: readonly { name?: string }[] }>(
        '/v3/cluster/member/list',
        {},
      );
      return members.map(({ name = '' }) => name);
    },
    change: async (changes) => {
      const success = changes.map((change) =>
        'put' in change
          ? { request_put: { key: encode(change.put), value: change.value } }
          : { request_delete_range: { key: encode(change.key), range_end: encode(change.end) } },
      );
      await post('/v3/kv/txn', { success });
    },
  };
}

/** The first key after all that begin with `prefix`. */
export function endOf(prefix: string): string {
  return prefix.slice(0, -1) + String.fromCharCode(prefix.charCodeAt(prefix.length - 1) + 1);
}

function encode(key: string): string {
  return Buffer.from(key, 'latin1').toString('base64');
}
