// Generated from other projects' definitions by `npm run gen:upstream`; refresh it there.
import type { UpstreamSource } from '../schema.ts';

export const externalSnapshotter: UpstreamSource = {
  name: 'external-snapshotter',
  product: 'external-snapshotter',
  version: 'v8.6.0',
  repository: 'github.com/kubernetes-csi/external-snapshotter',
  commit: '78e32cd84e0abec2621924a30e38c755f93e180a',
  digest: 'cb2a769c16adafd557bcb4130ef79acb66164f3aa6aa169c850170c37eb7bac7',
  license: 'Apache-2.0',
  kinds: [
    { apiVersion: 'snapshot.storage.k8s.io/v1', kind: 'VolumeSnapshotClass', plural: 'volumesnapshotclasses', scope: 'Cluster', definition: 'volumesnapshotclasses.snapshot.storage.k8s.io/v1', storage: true },
    { apiVersion: 'snapshot.storage.k8s.io/v1', kind: 'VolumeSnapshot', plural: 'volumesnapshots', scope: 'Namespaced', definition: 'volumesnapshots.snapshot.storage.k8s.io/v1', storage: true, status: true },
  ],
  definitions: {
    'volumesnapshotclasses.snapshot.storage.k8s.io/v1': '{"properties":{"apiVersion":{"type":"string"},"deletionPolicy":{"enum":["Delete","Retain"],"type":"string"},"driver":{"type":"string"},"kind":{"type":"string"},"metadata":{"type":"object"},"parameters":{"additionalProperties":{"type":"string"},"type":"object"}},"required":["deletionPolicy","driver"],"type":"object"}',
    'volumesnapshots.snapshot.storage.k8s.io/v1': '{"properties":{"apiVersion":{"type":"string"},"kind":{"type":"string"},"metadata":{"type":"object"},"spec":{"properties":{"source":{"properties":{"persistentVolumeClaimName":{"rules":[{"message":"persistentVolumeClaimName is immutable","rule":"self == oldSelf"}],"type":"string"},"volumeSnapshotContentName":{"rules":[{"message":"volumeSnapshotContentName is immutable","rule":"self == oldSelf"}],"type":"string"}},"rules":[{"message":"persistentVolumeClaimName is required once set","rule":"!has(oldSelf.persistentVolumeClaimName) || has(self.persistentVolumeClaimName)"},{"message":"volumeSnapshotContentName is required once set","rule":"!has(oldSelf.volumeSnapshotContentName) || has(self.volumeSnapshotContentName)"},{"message":"exactly one of volumeSnapshotContentName and persistentVolumeClaimName must be set","rule":"(has(self.volumeSnapshotContentName) && !has(self.persistentVolumeClaimName)) || (!has(self.volumeSnapshotContentName) && has(self.persistentVolumeClaimName))"}],"type":"object"},"volumeSnapshotClassName":{"rules":[{"message":"volumeSnapshotClassName must not be the empty string when set","rule":"size(self) > 0"}],"type":"string"}},"required":["source"],"type":"object"},"status":{"properties":{"boundVolumeSnapshotContentName":{"type":"string"},"creationTime":{"format":"date-time","type":"string"},"error":{"properties":{"message":{"type":"string"},"time":{"format":"date-time","type":"string"}},"type":"object"},"readyToUse":{"type":"boolean"},"restoreSize":{"intOrString":true,"pattern":"^(\\\\+|-)?(([0-9]+(\\\\.[0-9]*)?)|(\\\\.[0-9]+))(([KMGTPE]i)|[numkMGTPE]|([eE](\\\\+|-)?(([0-9]+(\\\\.[0-9]*)?)|(\\\\.[0-9]+))))?$","type":"string"},"volumeGroupSnapshotName":{"type":"string"}},"type":"object"}},"required":["spec"],"type":"object"}',
  },
};
