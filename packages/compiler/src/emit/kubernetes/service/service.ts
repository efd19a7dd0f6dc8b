import type { EmitContext, Emitter, GraphNode, KubernetesObject, WorkloadProperties } from '@fairway/model';
import { commonByText, onceBy } from '../../../common-by.ts';
import { selectorOf } from '../labels.ts';
import { selectorReason } from '../reasons.ts';
import { canaryServiceName, previewServiceName, routedCanary } from '../traffic.ts';
import { endpointOf, hasService, metadataOf, nothing, usesRollout, workloadOf } from '../workload.ts';

/** Three hours, as Kubernetes has it: long enough for a working session. */
const AFFINITY_SECONDS = 10_800;

/** The Services of a workload: one for everybody, and one more while two versions run side by side. */
export const service: Emitter = {
  name: 'service',
  nodes: ['workload'],
  emits: [
    {
      apiVersion: 'v1',
      kind: 'Service',
      reasons: {
        'metadata.name':
          'The Service has the name of its workload; the version under test has -canary or -preview behind it.',
        'spec.type':
          'Services are reached from within the cluster; traffic from outside comes through the gateway.',
        'spec.selector.**': selectorReason,
        'spec.ports[*].name': 'Ports have the names that they have in the container.',
        'spec.ports[*].targetPort': 'Ports of the container are found by name.',
        'spec.ports[*].protocol': 'Everything that Fairway knows is spoken over TCP.',
        'spec.ports[*].appProtocol': 'Gateways learn from it whether to speak HTTP/1.1 or HTTP/2.',
        'spec.internalTrafficPolicy': 'Every ready pod may answer, wherever the caller is.',
        'spec.publishNotReadyAddresses': 'Pods that are not ready get no requests.',
        'spec.sessionAffinity':
          'Any pod may answer any request unless the intent asks for affinity by address.',
        'spec.sessionAffinityConfig.clientIP.timeoutSeconds': 'A caller keeps its pod for three hours at most.',
      },
    },
  ],
  emit(node, context) {
    const workload = workloadOf(node);
    if (!hasService(workload)) return nothing;
    const objects = [serviceObject(node.name, node, workload, context)];
    if (!usesRollout(workload)) return objects;
    if (workload.rollout?.strategy === 'blueGreen') {
      objects.push(serviceObject(previewServiceName(node.name), node, workload, context));
    } else if (routedCanary(node, workload, context) !== undefined) {
      objects.push(serviceObject(canaryServiceName(node.name), node, workload, context));
    }
    return objects;
  },
};

function serviceObject(
  name: string,
  node: GraphNode,
  workload: WorkloadProperties,
  context: EmitContext,
): KubernetesObject {
  const sticky = endpointOf(node, context)?.sessionAffinity === 'clientIP';
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: metadataOf(name, context),
    spec: (sticky ? stickySpecOf : specOf)(node.name)(workload.ports),
  };
}

type Ports = WorkloadProperties['ports'];

/** By the workload whose pods it selects, and by its ports. */
const specOf = onceBy((name: string) =>
  commonByText(textOf, (ports) => ({ ...serviceSpec(name, ports), sessionAffinity: 'None' })),
);

const stickySpecOf = onceBy((name: string) =>
  commonByText(textOf, (ports) => ({
    ...serviceSpec(name, ports),
    sessionAffinity: 'ClientIP',
    sessionAffinityConfig: { clientIP: { timeoutSeconds: AFFINITY_SECONDS } },
  })),
);

function textOf(ports: Ports): string {
  let text = '';
  for (const { name, port, protocol } of ports) text += `${name} ${port} ${protocol} `;
  return text;
}

function serviceSpec(name: string, ports: Ports): object {
  return {
    type: 'ClusterIP',
    selector: selectorOf(name),
    ports: ports.map(portOf),
    internalTrafficPolicy: 'Cluster',
    publishNotReadyAddresses: false,
  };
}

function portOf({ name, port, protocol }: Ports[number]): object {
  const rest = { port, targetPort: name, protocol: 'TCP' };
  switch (protocol) {
    case 'http':
      return { name, ...rest, appProtocol: 'http' };
    case 'grpc':
      return { name, ...rest, appProtocol: 'kubernetes.io/h2c' };
    case 'tcp':
      return { name, ...rest };
  }
}
