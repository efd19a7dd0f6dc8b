export { baseOrganization } from './kinds/base-organization.ts';
export { compileFiles, testNow } from './kinds/compile-files.ts';
export {
  acmeFolder,
  acmeNow,
  compileForTest,
  loadOrganization,
  pluginsOf,
  type LoadedOrganization,
} from './organization.ts';
export { clusterState, crd, readingRights, type ClusterState } from './kubernetes/cluster-state.ts';
export { fakeApiServer, kubeconfigText, type FakeApiServer } from './kubernetes/fake-api-server.ts';
export { fakeLiveCluster } from './kubernetes/fake-live-cluster.ts';
export { liveClusterCases, type MakeCluster } from './kubernetes/live-cluster-conformance.ts';
export { producedOrganizations } from './produced-organizations.ts';
export type { ProducedOrganization, ProducedUnit } from './produced-units.ts';
