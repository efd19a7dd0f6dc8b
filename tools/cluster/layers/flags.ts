import { dirname, join } from 'node:path';

/** Certificates and keys that the control plane reads, as paths. */
export interface Files {
  readonly authority: string;
  readonly authorityKey: string;
  readonly serverCertificate: string;
  readonly serverKey: string;
  /** With which the API server calls kubelets. */
  readonly kubeletCertificate: string;
  readonly kubeletKey: string;
  /** The pair for tokens of ServiceAccounts. */
  readonly signingKey: string;
  readonly verifyingKey: string;
}

export interface ApiServer {
  readonly etcd: string;
  readonly port: number;
  readonly address: string;
  readonly files: Files;
  /** Without controllers nobody creates ServiceAccounts, so pods may do without them. */
  readonly controllers: boolean;
}

export function etcdFlags(name: string, folder: string, client: string, peer: string): readonly string[] {
  return [
    `--name=${name}`,
    `--data-dir=${folder}`,
    `--listen-client-urls=${client}`,
    `--advertise-client-urls=${client}`,
    `--listen-peer-urls=${peer}`,
    `--initial-advertise-peer-urls=${peer}`,
    `--initial-cluster=${name}=${peer}`,
    '--unsafe-no-fsync',
    '--max-txn-ops=100000',
    '--max-request-bytes=67108864',
    '--quota-backend-bytes=4294967296',
    '--log-level=warn',
  ];
}

/**
 * Pod Security, ResourceQuota, LimitRanger and ValidatingAdmissionPolicy need no flag: an API server has them on.
 */
export function apiServerFlags({ etcd, port, address, files, controllers }: ApiServer): readonly string[] {
  return [
    `--etcd-servers=${etcd}`,
    `--bind-address=${address}`,
    `--advertise-address=${address}`,
    `--secure-port=${port}`,
    '--endpoint-reconciler-type=none',
    `--tls-cert-file=${files.serverCertificate}`,
    `--tls-private-key-file=${files.serverKey}`,
    `--client-ca-file=${files.authority}`,
    `--service-account-key-file=${files.verifyingKey}`,
    `--service-account-signing-key-file=${files.signingKey}`,
    '--service-account-issuer=https://kubernetes.default.svc',
    '--service-cluster-ip-range=10.96.0.0/16',
    '--authorization-mode=Node,RBAC',
    '--enable-admission-plugins=NodeRestriction',
    ...(controllers ? [] : ['--disable-admission-plugins=ServiceAccount']),
    `--kubelet-client-certificate=${files.kubeletCertificate}`,
    `--kubelet-client-key=${files.kubeletKey}`,
    '--allow-privileged=true',
    '--profiling=false',
  ];
}

/** The limits on calls per second are those of large clusters: with small ones its own start takes seconds longer. */
export function controllerManagerFlags(kubeconfig: string, files: Files): readonly string[] {
  return [
    `--kubeconfig=${kubeconfig}`,
    `--authentication-kubeconfig=${kubeconfig}`,
    `--authorization-kubeconfig=${kubeconfig}`,
    '--secure-port=0',
    '--leader-elect=false',
    '--use-service-account-credentials=true',
    `--service-account-private-key-file=${files.signingKey}`,
    `--root-ca-file=${files.authority}`,
    `--cluster-signing-cert-file=${files.authority}`,
    `--cluster-signing-key-file=${files.authorityKey}`,
    '--controllers=*',
    // It makes this folder, by default one of the system's.
    `--flex-volume-plugin-dir=${join(dirname(kubeconfig), 'volume-plugins')}`,
    '--kube-api-qps=500',
    '--kube-api-burst=1000',
    '--horizontal-pod-autoscaler-sync-period=2s',
    // What a quota says is used may be wrong when much comes and goes at once, until it is counted anew.
    '--resource-quota-sync-period=2s',
  ];
}

export function schedulerFlags(kubeconfig: string): readonly string[] {
  return [
    `--kubeconfig=${kubeconfig}`,
    `--authentication-kubeconfig=${kubeconfig}`,
    `--authorization-kubeconfig=${kubeconfig}`,
    '--secure-port=0',
    '--leader-elect=false',
  ];
}
