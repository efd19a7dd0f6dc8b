import type { PullCredentials } from './images/registry.ts';

/** What the process inside the world needs to start a node. */
export interface NodeStart {
  /** Of the run; logs go there. */
  readonly folder: string;
  /** With kubelet and kube-proxy. */
  readonly programs: string;
  readonly plugins: string;
  readonly controlGroup: string;
  /** File with the certificate of the authority. */
  readonly authority: string;
  readonly kubeletKubeconfig: string;
  readonly kubeProxyKubeconfig: string;
  /** Address of the API server and credentials of somebody who may list Services. */
  readonly server: string;
  readonly certificate: string;
  readonly key: string;
  readonly images: string;
  readonly credentials: Readonly<Record<string, PullCredentials>>;
}

/** To the process inside. `forward` comes with a listening socket of the network outside. */
export type Order =
  | { readonly type: 'forward'; readonly port: number }
  | { readonly type: 'start'; readonly node: NodeStart };

/** From the process inside. */
export type Report =
  | { readonly type: 'prepared' }
  | { readonly type: 'forwarding'; readonly port: number }
  | { readonly type: 'started' }
  | { readonly type: 'failed'; readonly message: string };
