import type { KubernetesObject } from '@fairway/model';

/** An organization that tests, examples, or pages compile. */
export interface ProducedOrganization {
  /** `FWY3014 good`, `web-service.md`, `acme with gateways of istio`. */
  readonly name: string;
  readonly from: 'diagnostics' | 'documentation' | 'generated' | 'acme';
  /** Compiles it and gives what its units hold, blocked ones included. */
  readonly units: (environment: string) => Iterable<ProducedUnit>;
  readonly environments: readonly string[];
}

export interface ProducedUnit {
  readonly objects: readonly KubernetesObject[];
  /** Whether an error stops the unit, so that its objects never leave the compiler. */
  readonly blocked: boolean;
}

/** Units as far as API servers are concerned. */
export function* unitsOf(
  units: Iterable<{
    readonly objects: readonly KubernetesObject[];
    readonly diagnostics: readonly { readonly severity: string }[];
  }>,
): Generator<ProducedUnit> {
  for (const { diagnostics, objects } of units)
    yield { objects, blocked: diagnostics.some(({ severity }) => severity === 'error') };
}
