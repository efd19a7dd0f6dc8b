import { type Reasons } from '@fairway/model';
import { reasonsBelow, selectorReason } from '../reasons.ts';

const container: Reasons = {
  name: 'The program is always called app, so that paths and patches find it.',
  imagePullPolicy:
    'The registry is asked each time, so that no pod starts from an image that its namespace may not pull.',
  'ports[*].name':
    'The main port is named after its protocol, others as the author says; probes and Services find them by name.',
  'ports[*].protocol': 'Everything that Fairway knows is spoken over TCP.',
  'ports[name=health].**': 'A port that only probes ask is declared too, for people and for policies.',
  'ports[name=metrics].**': 'A port that only Prometheus asks is declared too, for people and for policies.',
  'env[*].name': 'Variables are named after the dependency, the platform, the secret, or as the author says.',
  'env[name=PLATFORM_ENVIRONMENT].value': 'The name of the environment that the unit is compiled for.',
  'env[name=PLATFORM_REGION].value': 'The region of the cluster; empty where the cluster names none.',
  'env[name=PLATFORM_CLUSTER].value': 'The name of the cluster that the unit is compiled for.',
  'env[name=PLATFORM_SYSTEM].value': 'The name of the system that the service is part of.',
  'env[name=PLATFORM_SERVICE].value': 'The name of the service.',
  'env[*].value':
    'The address of a dependency follows from its name, its namespace, and the domain of the cluster, which are frozen.',
  'env[*].valueFrom.secretKeyRef.**': 'The value goes from the Secret to the program; Fairway never sees it.',
  'resources.**':
    'What the size says; the CPU limit is a fuse of four times the request and at least one core.',
  'startupProbe.**': 'The program may take its time to start; until then nobody calls it dead.',
  'readinessProbe.**': 'Requests go to the pod only while it says that it can take them.',
  'livenessProbe.**':
    'A program that hangs is started again; it asks another path than readiness, so that load restarts nothing.',
  'lifecycle.preStop.sleep.seconds':
    'Load balancers need some seconds to forget a pod before it stops listening.',
  terminationMessagePath: 'Where Kubernetes looks for last words by default, written out.',
  terminationMessagePolicy: 'The last lines of the log say why a program died.',
  'securityContext.allowPrivilegeEscalation': 'No program gets more rights than it started with.',
  'securityContext.capabilities.drop[*]': 'Services need no capabilities of the kernel.',
  'securityContext.privileged': 'No program owns its node.',
  'securityContext.readOnlyRootFilesystem':
    'What cannot be written cannot be changed by an attacker; writable folders are declared.',
  'volumeMounts[*].**':
    'Writable folders, configuration and secrets stand where the intent says; files are read-only.',
};

const pod: Reasons = {
  serviceAccountName: 'Each workload has an identity of its own.',
  automountServiceAccountToken:
    'Programs do not talk to the API server; a token that is not there cannot be stolen.',
  enableServiceLinks: 'Without it every Service of the namespace would add variables to the program.',
  'imagePullSecrets[*].name': 'The pull secret of the registry that the image comes from.',
  'os.name': 'The system that the image is built for.',
  hostUsers: 'Root in the container is nobody on the node.',
  'securityContext.runAsNonRoot': 'Programs do not run as root.',
  'securityContext.runAsUser': 'A user above 10000 is no user of the node.',
  'securityContext.runAsGroup': 'The group is the user’s own.',
  'securityContext.fsGroup': 'Volumes belong to the group that the program runs as.',
  'securityContext.fsGroupChangePolicy':
    'Owners of files are changed only where they are wrong, so that large volumes start fast.',
  'securityContext.seccompProfile.type': 'System calls that containers do not need are refused.',
  'securityContext.windowsOptions.runAsUserName':
    'The user of Windows containers without administrator rights.',
  restartPolicy: 'A program that ends is started again; a job only where it failed.',
  dnsPolicy: 'Names are resolved by the cluster.',
  terminationGracePeriodSeconds: 'How long the program may take to finish its requests.',
  'nodeSelector.**': 'Nodes of the right system and processor, and of the tier where it has nodes of its own.',
  'tolerations[*].**':
    'Nodes that are kept for the tier, for accelerators, or for work that may be interrupted.',
  runtimeClassName: 'The sandbox that the tier demands.',
  'affinity.podAntiAffinity.**': 'Two replicas on one node die together; the scheduler avoids it where it can.',
  'affinity.nodeAffinity.**': 'Cheap nodes that may be taken away come first, others do where there are none.',
  'topologySpreadConstraints[*].**':
    'Replicas are spread over zones and nodes as far as the environment class insists.',
  'volumes[*].**':
    'Writable folders are limited in size; configuration and secrets are readable for the program alone.',
  ...reasonsBelow('containers[*]', container),
};

/** Why the constants of a pod template are what they are, at the place where the template stands. */
export function podReasons(template: string): Reasons {
  return {
    [`${template}.metadata.labels.**`]:
      'Pods carry the labels of their workload, the version of their image, and what identity webhooks look for.',
    ...reasonsBelow(`${template}.spec`, pod),
  };
}

/** Reasons of objects that select the pods which they make. */
export const ownPodsReasons: Reasons = {
  'spec.selector.**': selectorReason,
  ...podReasons('spec.template'),
};
