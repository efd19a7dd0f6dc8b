// Generated from other projects' definitions by `npm run gen:upstream`; refresh it there.
import type { UpstreamSource } from '../schema.ts';
import { ackEks } from './ack-eks.generated.ts';
import { ackElasticache } from './ack-elasticache.generated.ts';
import { ackIam } from './ack-iam.generated.ts';
import { ackKms } from './ack-kms.generated.ts';
import { ackRds } from './ack-rds.generated.ts';
import { ackRuntime } from './ack-runtime.generated.ts';
import { ackS3 } from './ack-s3.generated.ts';
import { ackSecretsmanager } from './ack-secretsmanager.generated.ts';
import { ackSns } from './ack-sns.generated.ts';
import { ackSqs } from './ack-sqs.generated.ts';
import { argoCd } from './argo-cd.generated.ts';
import { argoRollouts } from './argo-rollouts.generated.ts';
import { awsLoadBalancerController } from './aws-load-balancer-controller.generated.ts';
import { azureServiceOperator } from './azure-service-operator.generated.ts';
import { certManager } from './cert-manager.generated.ts';
import { cilium } from './cilium.generated.ts';
import { cloudnativePg } from './cloudnative-pg.generated.ts';
import { crossplane } from './crossplane.generated.ts';
import { envoyGateway } from './envoy-gateway.generated.ts';
import { externalSecrets } from './external-secrets.generated.ts';
import { externalSnapshotter } from './external-snapshotter.generated.ts';
import { gatewayApi } from './gateway-api.generated.ts';
import { istio } from './istio.generated.ts';
import { keda } from './keda.generated.ts';
import { kubernetes133 } from './kubernetes-1.33.generated.ts';
import { kubernetes134 } from './kubernetes-1.34.generated.ts';
import { kubernetes135 } from './kubernetes-1.35.generated.ts';
import { kubernetes136 } from './kubernetes-1.36.generated.ts';
import { pluginBarmanCloud } from './plugin-barman-cloud.generated.ts';
import { prometheusOperator } from './prometheus-operator.generated.ts';
import { providerUpjetAws } from './provider-upjet-aws.generated.ts';
import { providerUpjetAzure } from './provider-upjet-azure.generated.ts';
import { rabbitmqClusterOperator } from './rabbitmq-cluster-operator.generated.ts';
import { rabbitmqMessagingTopologyOperator } from './rabbitmq-messaging-topology-operator.generated.ts';
import { strimzi } from './strimzi.generated.ts';
import { valkeyOperator } from './valkey-operator.generated.ts';

/** Every source that comes with Fairway. */
export const builtinSources: readonly UpstreamSource[] = [
  ackEks,
  ackElasticache,
  ackIam,
  ackKms,
  ackRds,
  ackRuntime,
  ackS3,
  ackSecretsmanager,
  ackSns,
  ackSqs,
  argoCd,
  argoRollouts,
  awsLoadBalancerController,
  azureServiceOperator,
  certManager,
  cilium,
  cloudnativePg,
  crossplane,
  envoyGateway,
  externalSecrets,
  externalSnapshotter,
  gatewayApi,
  istio,
  keda,
  kubernetes133,
  kubernetes134,
  kubernetes135,
  kubernetes136,
  pluginBarmanCloud,
  prometheusOperator,
  providerUpjetAws,
  providerUpjetAzure,
  rabbitmqClusterOperator,
  rabbitmqMessagingTopologyOperator,
  strimzi,
  valkeyOperator,
];
