/** How a capability shows on a cluster. */
export interface InstalledTraces {
  /** CustomResourceDefinitions that it cannot do without; any one of a list in a list is enough. */
  readonly definitions: readonly (string | readonly string[])[];
  /** Names (`app.kubernetes.io/name`) of the Deployments that run it, as its manifests and charts set them. */
  readonly programs: readonly string[];
}

/** By the key under `Cluster.spec.capabilities`. What is not here leaves no trace that could be looked for. */
export const tracesOfCapabilities: Readonly<Record<string, InstalledTraces>> = {
  argoCD: {
    definitions: ['applications.argoproj.io', 'appprojects.argoproj.io'],
    programs: ['argocd-server'],
  },
  argoRollouts: {
    definitions: ['rollouts.argoproj.io', 'analysistemplates.argoproj.io', 'analysisruns.argoproj.io'],
    programs: ['argo-rollouts'],
  },
  awsLoadBalancerController: {
    definitions: ['targetgroupbindings.elbv2.k8s.aws'],
    programs: ['aws-load-balancer-controller'],
  },
  barmanCloud: { definitions: ['objectstores.barmancloud.cnpg.io'], programs: ['plugin-barman-cloud'] },
  certManager: {
    definitions: ['certificates.cert-manager.io', 'clusterissuers.cert-manager.io'],
    programs: ['cert-manager'],
  },
  cloudNativePG: { definitions: ['clusters.postgresql.cnpg.io'], programs: ['cloudnative-pg'] },
  crossplane: {
    definitions: ['compositeresourcedefinitions.apiextensions.crossplane.io', 'providers.pkg.crossplane.io'],
    programs: ['crossplane'],
  },
  externalDNS: { definitions: [], programs: ['external-dns'] },
  externalSecrets: {
    definitions: ['externalsecrets.external-secrets.io', 'secretstores.external-secrets.io'],
    programs: ['external-secrets'],
  },
  flux: {
    definitions: ['kustomizations.kustomize.toolkit.fluxcd.io', 'gitrepositories.source.toolkit.fluxcd.io'],
    programs: [],
  },
  gatewayAPI: {
    definitions: ['gateways.gateway.networking.k8s.io', 'httproutes.gateway.networking.k8s.io'],
    programs: [],
  },
  karpenter: { definitions: ['nodepools.karpenter.sh'], programs: ['karpenter'] },
  keda: {
    definitions: ['scaledobjects.keda.sh', 'triggerauthentications.keda.sh'],
    programs: ['keda-operator'],
  },
  kubeVirt: { definitions: ['virtualmachines.kubevirt.io'], programs: [] },
  kyverno: {
    definitions: [['clusterpolicies.kyverno.io', 'validatingpolicies.policies.kyverno.io']],
    programs: [],
  },
  openFeature: { definitions: ['featureflags.core.openfeature.dev'], programs: ['open-feature-operator'] },
  openTelemetryOperator: {
    definitions: ['instrumentations.opentelemetry.io'],
    programs: ['opentelemetry-operator'],
  },
  prometheusOperator: {
    definitions: ['servicemonitors.monitoring.coreos.com', 'prometheusrules.monitoring.coreos.com'],
    programs: ['prometheus-operator'],
  },
  rabbitMQ: { definitions: ['rabbitmqclusters.rabbitmq.com'], programs: ['rabbitmq-cluster-operator'] },
  reloader: { definitions: [], programs: ['reloader'] },
  rook: { definitions: ['objectbucketclaims.objectbucket.io'], programs: [] },
  strimzi: { definitions: ['kafkas.kafka.strimzi.io', 'kafkatopics.kafka.strimzi.io'], programs: [] },
  trustManager: { definitions: ['bundles.trust.cert-manager.io'], programs: ['trust-manager'] },
  valkey: { definitions: ['valkeyclusters.valkey.io'], programs: ['valkey-operator'] },
  velero: { definitions: ['backups.velero.io', 'schedules.velero.io'], programs: ['velero'] },
};
