import type { EmitContext, KubernetesObject } from '@fairway/model';
import { metadataOf } from '../workload.ts';
import type { Attachment } from './attach.ts';
import { isAtLeast } from '../version.ts';
import { backendsOf, type EndpointView } from './endpoint.ts';

/** The first version of the controller that serves `v1`; it calls `v1beta1` deprecated. */
const stableSince = [3, 5, 0] as const;

/** What older versions serve: the same fields. */
export const olderTargetGroupVersion = 'gateway.k8s.aws/v1beta1';
const stableTargetGroupVersion = 'gateway.k8s.aws/v1';

/** The API version that the cluster's controller serves; where the cluster does not say, that of a current one. */
function targetGroupVersion({ cluster }: EmitContext): string {
  const version = cluster.capability('awsLoadBalancerController')?.version;
  return version === undefined || isAtLeast(version, stableSince)
    ? stableTargetGroupVersion
    : olderTargetGroupVersion;
}

/**
 * Adds target groups of AWS load balancers, one per Service: pods are reached directly (a Service without node ports has no
 * other way), and the load balancer asks the same question as the readiness probe.
 */
export function addTargetGroups(
  objects: KubernetesObject[],
  view: EndpointView,
  { product }: Attachment,
  context: EmitContext,
): void {
  if (product.targetGroups !== true) return;
  const { service, canary } = backendsOf(view);
  for (const name of canary === undefined ? [service] : [service, canary]) {
    objects.push({
      apiVersion: targetGroupVersion(context),
      kind: 'TargetGroupConfiguration',
      metadata: metadataOf(name, context),
      spec: {
        targetReference: { group: '', kind: 'Service', name },
        defaultConfiguration: configurationOf(view),
      },
    });
  }
}

function configurationOf({ endpoint, workload }: EndpointView): object {
  const { readiness } = workload.probes;
  const checked = readiness?.type === 'http' && readiness.path !== undefined;
  return {
    targetType: 'ip',
    protocol: 'HTTP',
    protocolVersion: endpoint.protocol === 'grpc' ? 'GRPC' : 'HTTP1',
    ...(checked
      ? {
          healthCheckConfig: {
            healthCheckProtocol: 'HTTP',
            healthCheckPath: readiness.path,
            healthCheckPort: String(readiness.port ?? endpoint.port),
          },
        }
      : {}),
    ...(endpoint.sessionAffinity === 'cookie'
      ? {
          targetGroupAttributes: [
            { key: 'stickiness.enabled', value: 'true' },
            { key: 'stickiness.type', value: 'lb_cookie' },
          ],
        }
      : {}),
  };
}
