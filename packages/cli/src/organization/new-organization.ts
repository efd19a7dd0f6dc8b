/** What a new organization is made of. */
export interface NewOrganization {
  readonly name: string;
  readonly group: string;
  readonly team: string;
  readonly service: string;
  readonly language: string;
}

/** The files of a small organization that compiles, by path. */
export function newOrganization({
  name,
  group,
  team,
  service,
  language,
}: NewOrganization): Readonly<Record<string, string>> {
  return {
    '.gitignore': `# What Fairway makes: schemas for editors, and manifests. Remove out/ here to keep them in Git.
.fairway/
out/
`,
    'fairway.yaml': `# The organization. Everything that is not written here has a built-in document: fairway explain <name> shows it.
apiVersion: fairway.dev/v1alpha1
kind: Organization
metadata:
  name: ${name}
spec:
  api:
    group: ${group}
`,
    [`platform/${team}.yaml`]: `# A team that owns services. Members, groups, and on-call come when they are needed.
apiVersion: fairway.dev/v1alpha1
kind: Team
metadata:
  name: ${team}
spec:
  costCenter: unassigned
`,
    [`services/${service}.yaml`]: `# A service. fairway explain WebService lists every field.
apiVersion: ${group}/v1beta1
kind: WebService
metadata:
  name: ${service}
spec:
  owner: ${team}
  runtime:
    language: ${language}
    size: small
  # Without an image nothing runs yet: name one here, in a ReleaseSet, or with
  # fairway compile --image ${service}=registry.example.com/${service}@sha256:...
`,
  };
}
