/** A set of programs built from one `go.mod`; `products/<name>/` holds that file and its sums. */
export interface Product {
  readonly name: string;
  /** The version as the programs report it. */
  readonly version: string;
  /** Program by the Go package that it is built from. */
  readonly programs: Readonly<Record<string, string>>;
  /** Go variables that the linker sets: what upstream's release build stamps, so that clients can parse versions. */
  readonly stamps: Readonly<Record<string, string>>;
}

/** Kubernetes minors whose API server is built. */
export const minors = ['1.33', '1.35', '1.36'] as const;
export type Minor = (typeof minors)[number];

/** The minor that has every program: controllers, scheduler, kubelet, kube-proxy, kubectl. */
export const completeMinor: Minor = '1.35';

export const products: readonly Product[] = [
  {
    name: 'etcd',
    version: '3.6.5',
    programs: { etcd: 'go.etcd.io/etcd/server/v3' },
    stamps: {},
  },
  kubernetes('1.35.4', [
    'kube-apiserver',
    'kube-controller-manager',
    'kube-scheduler',
    'kubelet',
    'kube-proxy',
    'kubectl',
  ]),
  kubernetes('1.33.13', ['kube-apiserver']),
  kubernetes('1.36.3', ['kube-apiserver']),
  {
    name: 'kwok',
    version: '0.8.0',
    programs: { kwok: 'sigs.k8s.io/kwok/cmd/kwok' },
    stamps: { 'sigs.k8s.io/kwok/pkg/consts.Version': '0.8.0' },
  },
  {
    name: 'argo-rollouts',
    version: '1.10.1',
    programs: {
      'rollouts-controller': 'github.com/argoproj/argo-rollouts/cmd/rollouts-controller',
      'gateway-router': './gateway-router',
    },
    stamps: { 'github.com/argoproj/argo-rollouts/utils/version.version': '1.10.1' },
  },
  {
    name: 'argo-cd',
    version: '3.2.11',
    programs: { argocd: 'github.com/argoproj/argo-cd/v3/cmd' },
    stamps: { 'github.com/argoproj/argo-cd/v3/common.version': '3.2.11' },
  },
];

/** The product of that name. @throws when there is none, which is a mistake in a program, not of a user. */
export function productNamed(name: string): Product {
  const product = products.find((candidate) => candidate.name === name);
  if (product === undefined) throw new Error(`there is no product ${name}`);
  return product;
}

/** The product that holds the API server of a minor: `kubernetes-1.35`. */
export function kubernetesOf(minor: Minor): Product {
  return productNamed(`kubernetes-${minor}`);
}

function kubernetes(version: string, programs: readonly string[]): Product {
  const [major = '', minor = ''] = version.split('.');
  const variable = 'k8s.io/component-base/version';
  return {
    name: `kubernetes-${major}.${minor}`,
    version: `v${version}`,
    programs: Object.fromEntries(programs.map((program) => [program, `k8s.io/kubernetes/cmd/${program}`])),
    stamps: {
      [`${variable}.gitVersion`]: `v${version}`,
      [`${variable}.gitMajor`]: major,
      [`${variable}.gitMinor`]: minor,
      [`${variable}.gitTreeState`]: 'clean',
    },
  };
}
