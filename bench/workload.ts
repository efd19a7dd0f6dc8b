/** The neutral workload: N services with everything that a usual service has, from a fixed seed. */

/** A file of the generated organization. */
export interface GeneratedFile {
  readonly path: string;
  readonly text: string;
}

/** Mulberry32: small, fast, and the same on every machine. */
function random(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

function digest(next: () => number): string {
  let text = '';
  while (text.length < 64) text += Math.floor(next() * 16).toString(16);
  return text;
}

const TEAMS = 40;
const SIZES = ['small', 'medium', 'large'] as const;
const LANGUAGES = ['java', 'node', 'go', 'python'] as const;
const TIERS = ['tier-1', 'tier-2', 'tier-3'] as const;

/** Name of the i-th service: `svc-00042`. */
export function serviceName(index: number): string {
  return `svc-${String(index).padStart(5, '0')}`;
}

function service(index: number, count: number): string {
  const next = random(index * 7919 + 17);
  const name = serviceName(index);
  const team = `team-${index % TEAMS}`;
  const image = (): string => `registry.example.com/${team}/${name}@sha256:${digest(next)}`;
  const images = { dev: image(), staging: image(), prod: image() };
  const numbers = [0, 1, 2, 3].map(() => Math.floor(next() * 1000));
  const reaches = serviceName((index + 1 + Math.floor(next() * 7)) % count);
  return `apiVersion: platform.example.com/v1beta1
kind: WebService
metadata:
  name: ${name}
spec:
  owner: ${team}
  description: Service ${index} of the neutral workload
  runtime:
    language: ${LANGUAGES[index % LANGUAGES.length]}
    size: ${SIZES[index % SIZES.length]}
    port: ${8080 + (index % 10)}
    env:
      LOG_LEVEL: info
      REGION_MODE: active
      CACHE_SECONDS: "${numbers[0]}"
      BATCH_SIZE: "${numbers[1]}"
      FEATURE_SET: "set-${numbers[2]}"
    config:
      application.properties: |
        server.name=${name}
        pool.size=${numbers[3]}
        retry.limit=3
      limits.json: '{"requests": ${numbers[0]}}'
      messages.txt: hello from ${name}
  exposure:
    class: internal
    timeout: 15s
  scaling:
    minReplicas: ${2 + (index % 3)}
    maxReplicas: ${6 + (index % 10)}
    metric: cpu
    target: 70
  secrets:
    - name: database
      path: ${team}/{environment}/database
      as: env
      keys:
        DATABASE_PASSWORD: password
    - name: signing
      path: ${team}/{environment}/signing
      as: file
      keys: [key.pem]
${reaches === name ? '' : `  dependencies:\n    - service: ${reaches}\n`}  reliability:
    sloClass: ${TIERS[index % TIERS.length]}
environments:
  dev:
    runtime:
      image: ${images.dev}
  staging:
    runtime:
      image: ${images.staging}
  prod:
    runtime:
      image: ${images.prod}
    scaling:
      maxReplicas: ${12 + (index % 10)}
`;
}

/** An organization of N services in three environments, one file a service. */
export function generateOrganization(count: number): GeneratedFile[] {
  const files: GeneratedFile[] = [
    {
      path: 'fairway.yaml',
      text: `apiVersion: fairway.dev/v1alpha1
kind: Organization
metadata:
  name: bench
spec:
  api:
    group: platform.example.com
  imageRegistries:
    - registry.example.com
`,
    },
  ];
  // Hundreds of services in one namespace: the caps of the built-in tiers are made for fewer.
  files.push({
    path: 'platform/tier.yaml',
    text: `apiVersion: fairway.dev/v1alpha1
kind: TenantTier
metadata:
  name: roomy
spec:
  isolation: sharedNodes
  dataClasses: [public, internal]
  grants: open
  egress: declared
  cloudAccount: shared
  productionAccess: view
  patchBudget: 10
`,
  });
  for (let team = 0; team < Math.min(TEAMS, count); team += 1) {
    files.push({
      path: `platform/teams/team-${team}.yaml`,
      text: `apiVersion: fairway.dev/v1alpha1
kind: Team
metadata:
  name: team-${team}
spec:
  costCenter: cc-${team}
  groups:
    developer: [team-${team}-developers]
---
apiVersion: fairway.dev/v1alpha1
kind: System
metadata:
  name: team-${team}
spec:
  owner: team-${team}
  tenantTier: roomy
`,
    });
  }
  for (let index = 0; index < count; index += 1) {
    files.push({ path: `services/${serviceName(index)}.yaml`, text: service(index, count) });
  }
  return files;
}
