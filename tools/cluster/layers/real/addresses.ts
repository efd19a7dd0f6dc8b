/**
 * Addresses inside the world. Every world has its own network, so all use the same ones; kubelet refuses loopback
 * as the address of a node.
 */
export const addresses = {
  node: '10.202.0.1',
  pods: '10.201.0.0/24',
  services: '10.96.0.0/16',
  registryPort: 5000,
} as const;

/** The one node. */
export const nodeName = 'real';
