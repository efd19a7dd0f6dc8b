import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { addresses } from './addresses.ts';

/** The image that holds the namespaces of a pod; from the registry of the world. */
export const pauseImage = { name: 'registry.invalid/pause', tag: '1' } as const;

/** Below `/run`, which is a file system in memory that ends with the world. */
export const inside = {
  containerd: '/run/fairway/containerd',
  socket: '/run/containerd/containerd.sock',
  kubelet: '/run/fairway/kubelet',
  networks: '/run/fairway/networks',
  registries: '/run/fairway/registries',
} as const;

export interface NodeFiles {
  readonly containerd: string;
  readonly kubelet: string;
  readonly kubeProxy: string;
}

export interface NodeSettings {
  /** Where the network plugins are. */
  readonly plugins: string;
  /** The certificate authority that signs clients of the kubelet. */
  readonly authority: string;
  /** The control group below which pods live: `/fairway-...`. */
  readonly controlGroup: string;
  readonly kubeProxyKubeconfig: string;
}

/** Writes the configuration of containerd, of the network of pods, of the kubelet, and of kube-proxy. */
export function writeNodeFiles(settings: NodeSettings): NodeFiles {
  write(`${inside.networks}/10-pods.conflist`, JSON.stringify(podNetwork));
  write(`${inside.registries}/_default/hosts.toml`, registryHosts);
  return {
    containerd: write('/run/fairway/containerd.toml', containerdConfiguration(settings)),
    kubelet: write('/run/fairway/kubelet.json', JSON.stringify(kubeletConfiguration(settings))),
    kubeProxy: write('/run/fairway/kube-proxy.json', JSON.stringify(kubeProxyConfiguration(settings))),
  };
}

function write(file: string, text: string): string {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
  return file;
}

const podNetwork = {
  cniVersion: '0.4.0',
  name: 'pods',
  plugins: [
    {
      type: 'bridge',
      bridge: 'pods0',
      isGateway: true,
      hairpinMode: true,
      ipMasq: false,
      ipam: {
        type: 'host-local',
        dataDir: '/run/fairway/addresses',
        ranges: [[{ subnet: addresses.pods }]],
        routes: [{ dst: '0.0.0.0/0' }],
      },
    },
  ],
};

/** One registry stands in for all: images that pods name are found without a change of the pods. */
const registryHosts = `[host."http://${addresses.node}:${addresses.registryPort}"]
  capabilities = ["pull", "resolve"]
`;

function containerdConfiguration({ plugins }: NodeSettings): string {
  return `version = 2
root = "${inside.containerd}"
state = "/run/containerd"
[grpc]
  address = "${inside.socket}"
[plugins."io.containerd.grpc.v1.cri"]
  sandbox_image = "${pauseImage.name}:${pauseImage.tag}"
  restrict_oom_score_adj = true
  [plugins."io.containerd.grpc.v1.cri".cni]
    bin_dir = "${plugins}"
    conf_dir = "${inside.networks}"
  [plugins."io.containerd.grpc.v1.cri".registry]
    config_path = "${inside.registries}"
  [plugins."io.containerd.grpc.v1.cri".containerd]
    snapshotter = "overlayfs"
  [plugins."io.containerd.grpc.v1.cri".containerd.runtimes.runc]
    runtime_type = "io.containerd.runc.v2"
    [plugins."io.containerd.grpc.v1.cri".containerd.runtimes.runc.options]
      SystemdCgroup = false
`;
}

function kubeletConfiguration({ authority, controlGroup }: NodeSettings): unknown {
  return {
    apiVersion: 'kubelet.config.k8s.io/v1beta1',
    kind: 'KubeletConfiguration',
    address: addresses.node,
    authentication: {
      anonymous: { enabled: false },
      webhook: { enabled: true },
      x509: { clientCAFile: authority },
    },
    authorization: { mode: 'Webhook' },
    cgroupDriver: 'cgroupfs',
    cgroupRoot: controlGroup,
    // The first hierarchy of control groups is as good as the second for what is tested here.
    failCgroupV1: false,
    enforceNodeAllocatable: [],
    clusterDNS: [addresses.node],
    clusterDomain: 'cluster.local',
    resolvConf: '',
    containerRuntimeEndpoint: `unix://${inside.socket}`,
    volumePluginDir: `${inside.kubelet}/plugins`,
    failSwapOn: false,
    evictionHard: { 'memory.available': '50Mi', 'nodefs.available': '1%', 'imagefs.available': '1%' },
    imageGCHighThresholdPercent: 100,
    // Tests look at what happens at once; on a real node these wait up to a minute.
    syncFrequency: '5s',
    nodeStatusUpdateFrequency: '2s',
    serializeImagePulls: false,
    maxParallelImagePulls: 4,
  };
}

function kubeProxyConfiguration({ kubeProxyKubeconfig }: NodeSettings): unknown {
  return {
    apiVersion: 'kubeproxy.config.k8s.io/v1alpha1',
    kind: 'KubeProxyConfiguration',
    mode: 'nftables',
    bindAddress: addresses.node,
    healthzBindAddress: '127.0.0.1:10256',
    metricsBindAddress: '127.0.0.1:10249',
    clientConnection: { kubeconfig: kubeProxyKubeconfig },
    conntrack: { maxPerCore: 0, min: 0 },
    nftables: { minSyncPeriod: '0s', syncPeriod: '30s' },
  };
}
