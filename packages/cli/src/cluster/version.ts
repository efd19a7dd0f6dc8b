import { minors } from '@fairway/kubernetes';
import type { ClusterVersion } from '@fairway/model';
import type { Finding } from '../outputs.ts';

/** Whether a cluster runs what its definition says, and a version that Fairway knows. */
export function versionFinding(
  { full, minor }: ClusterVersion,
  declared: { readonly cluster: string; readonly minor: string } | undefined,
): Finding {
  const check = 'version';
  const oldest = minors[0] ?? '';
  const newest = minors.at(-1) ?? '';
  if (older(minor, oldest)) {
    const message = `${full} is older than Kubernetes ${oldest}, the oldest that Fairway writes objects for`;
    return { check, status: 'failure', message, fix: 'upgrade the cluster' };
  }
  if (declared !== undefined && declared.minor !== minor) {
    const message = `the cluster runs ${full}, and its definition ${declared.cluster} says ${declared.minor}`;
    if (older(minor, declared.minor)) {
      const fix = `upgrade the cluster, or write kubernetesVersion: '${minor}'`;
      return {
        check,
        status: 'failure',
        message: `${message}: what ${declared.minor} brought is not there`,
        fix,
      };
    }
    return { check, status: 'warning', message, fix: `write kubernetesVersion: '${minor}'` };
  }
  if (older(newest, minor)) {
    const message = `${full} is newer than Kubernetes ${newest}, the newest that Fairway knows`;
    return { check, status: 'warning', message, fix: 'upgrade Fairway' };
  }
  const says = declared === undefined ? '' : `, as ${declared.cluster} says`;
  return { check, status: 'ok', message: `Kubernetes ${full}${says}` };
}

function older(one: string, other: string): boolean {
  const [major = 0, minor = 0] = one.split('.').map(Number);
  const [otherMajor = 0, otherMinor = 0] = other.split('.').map(Number);
  return major === otherMajor ? minor < otherMinor : major < otherMajor;
}
