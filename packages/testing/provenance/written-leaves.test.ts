import { compile, explainUnit, loadDefinition, silentReason, type WhyInput } from '@fairway/compiler';
import { sha256Hex } from '@fairway/kubernetes';
import { isObject, type Path, type SourceDocument } from '@fairway/model';
import { describe, expect, it } from 'vitest';
import { acmeFolder, acmeNow, loadOrganization } from '@fairway/testing';

const acme = await loadOrganization(acmeFolder);
const { platform, definition, definitionDocuments } = acme;
const inputFor = (environment: string): WhyInput => ({
  definition,
  environment,
  documents: acme.intents,
  now: acmeNow,
  definitionDocuments,
  loadDefinition: (documents) => loadDefinition(documents, { now: acmeNow, sha256: sha256Hex, platform }),
});

/** Values that decide nothing in the example as it is now, though another service could make them. */
const hidden: Readonly<Record<string, string>> = {
  'catalog-api environments.dev.placement': 'There is one cluster in dev.',
  'embeddings-experiment spec.trigger': 'No image was released, so nothing runs yet.',
  'orders-api spec.exposure.routes.2.idleTimeout': 'The gateway of the class takes no time limit from routes.',
  'orders-report spec.secrets.0.onChange': 'Each run is a new pod and reads the secret of its time.',
  'orders-worker spec.telemetry.dialect': 'Only requests are counted by dialect, and it scales by memory.',
  'picking-terminal spec.exposure.waf': 'The gateway of the hall has no firewall.',
};

const services = acme.intents.filter(({ value }) => {
  const layer = isObject(value) ? platform.kinds.get(String(value['kind']))?.layer : undefined;
  return layer === 'workload' || layer === 'alias';
});

/** `file path` of what moves, brings, or takes a field, and of what cannot be changed alone. */
const deciding = new Set<string>();
const refused = new Set<string>();

function tryInputsOf(document: SourceDocument): void {
  const name = nameOf(document);
  for (const environment of ['dev', 'staging', 'prod']) {
    const input = inputFor(environment);
    const { unitIds, blocked } = compile(platform, { ...input, only: () => false });
    const own = unitIds.filter((id) => id.endsWith(`/${name}`) && !blocked.has(id));
    const namespaces = new Set(own.map((id) => `${id.slice(0, id.lastIndexOf('/'))}/_namespace`));
    for (const id of [...own, ...namespaces]) {
      const about = (leaf: { readonly document: SourceDocument }): boolean => leaf.document === document;
      for (const { path, effects, units, refused: error } of explainUnit(platform, input, id, { about })
        ?.inputs ?? []) {
        if (effects.length + units.length > 0) deciding.add(key(document, path));
        else if (error !== undefined) refused.add(key(document, path));
      }
    }
  }
}

describe('every value that a service writes', () => {
  it.each(services.map((document) => [document.file, nameOf(document), document] as const))(
    'in %s (%s) decides a field, or says why not',
    (_, __, document) => {
      tryInputsOf(document);
      const { kind, spec, environments } = document.value as Readonly<Record<string, unknown>>;
      const unexplained = [...leavesOf(spec, ['spec']), ...leavesOf(environments, ['environments'])].filter(
        (path) => {
          const silent = silentReason(platform, String(kind), path.slice(path[0] === 'spec' ? 1 : 2));
          if (silent !== undefined) refused.delete(key(document, path));
          if (deciding.has(key(document, path)) || refused.has(key(document, path))) return false;
          if (`${nameOf(document)} ${path.join('.')}` in hidden) return false;
          return silent === undefined;
        },
      );
      expect(unexplained.map((path) => path.join('.'))).toEqual([]);
    },
  );

  it('can mostly be changed alone', () => {
    const stuck = [...refused].filter((one) => !deciding.has(one));
    expect(stuck.length).toBeLessThan(deciding.size / 6);
  });
});

const key = ({ file }: SourceDocument, path: Path): string => `${file} ${path.join('.')}`;

function nameOf({ value }: SourceDocument): string {
  const { metadata } = value as { readonly metadata: { readonly name: string } };
  return metadata.name;
}

function leavesOf(value: unknown, at: Path): Path[] {
  if (Array.isArray(value)) return value.flatMap((one, index) => leavesOf(one, [...at, index]));
  if (isObject(value)) return Object.entries(value).flatMap(([name, one]) => leavesOf(one, [...at, name]));
  return value === undefined ? [] : [at];
}
