/** How quickly simulated pods do what real ones do, in milliseconds. */
export interface PodTiming {
  /** From scheduled to ready, or to running without ever becoming ready. */
  readonly start: number;
  /** How long the containers of a Job work. */
  readonly work: number;
  /** From deleted to gone. */
  readonly stop: number;
}

/** Fast, yet slow enough that a rolling update can be seen on its way. */
export const usualTiming: PodTiming = { start: 300, work: 300, stop: 100 };

/** A pod with this label, set to `fail`, runs but never becomes ready. */
export const READINESS_LABEL = 'simulated.fairway.dev/readiness';

/** A pod with this annotation takes that long to go, as a duration such as `1500ms`. */
export const STOP_ANNOTATION = 'simulated.fairway.dev/stop';

/** Images that never become ready: their tag ends in `-bad`, with or without a digest behind it. */
const BAD_IMAGE = '-bad(@sha256:[0-9a-f]+)?$';

/** What decides how a pod fares: jq paths as kwok reads them. */
const facts = {
  deleted: '.metadata.deletionTimestamp',
  phase: '.status.phase',
  ready: '.status.conditions.[] | select( .type == "Ready" ) | .status',
  owner: '.metadata.ownerReferences.[].kind',
  label: `.metadata.labels["${READINESS_LABEL}"]`,
  badContainer: `.spec.containers.[] | select( .image | test("${BAD_IMAGE}") ) | .name`,
} as const;

type Fact = keyof typeof facts;

interface Stage {
  readonly kind: 'Node' | 'Pod';
  readonly name: string;
  /** All must hold; `null` = absent, `true` = present, `not` = none of these values. */
  readonly when: readonly (readonly [Fact, null | true | string | { readonly not: string }])[];
  readonly after: number;
  /** An annotation that says otherwise for its pod. */
  readonly afterBy?: string;
  readonly next: { readonly statusTemplate?: string; readonly delete?: true };
}

/**
 * What simulated nodes and pods do, as the configuration that kwok reads (several documents): nodes are ready at once;
 * pods become ready after a while; those with a bad image or label run and never do; pods of Jobs complete; deleted
 * pods go.
 */
export function stageDocuments(timing: PodTiming = usualTiming): string {
  return stages(timing)
    .map((stage) => `---\n${JSON.stringify(documentOf(stage))}\n`)
    .join('');
}

function stages({ start, work, stop }: PodTiming): readonly Stage[] {
  const waiting = [
    ['deleted', null],
    ['phase', 'Pending'],
    ['ready', { not: 'True' }],
  ] as const;
  const unready = { statusTemplate: startedStatus(false) };
  return [
    {
      kind: 'Node',
      name: 'node-ready',
      when: [['ready', { not: 'True' }]],
      after: 0,
      next: { statusTemplate: nodeStatus },
    },
    {
      kind: 'Pod',
      name: 'pod-ready',
      when: [...waiting, ['label', { not: 'fail' }], ['badContainer', null]],
      after: start,
      next: { statusTemplate: startedStatus(true) },
    },
    {
      kind: 'Pod',
      name: 'pod-unready-by-image',
      when: [...waiting, ['label', { not: 'fail' }], ['badContainer', true]],
      after: start,
      next: unready,
    },
    {
      kind: 'Pod',
      name: 'pod-unready-by-label',
      when: [...waiting, ['label', 'fail']],
      after: start,
      next: unready,
    },
    {
      kind: 'Pod',
      name: 'pod-complete',
      when: [
        ['deleted', null],
        ['phase', 'Running'],
        ['ready', 'True'],
        ['owner', 'Job'],
      ],
      after: work,
      next: { statusTemplate: completedStatus },
    },
    {
      kind: 'Pod',
      name: 'pod-gone',
      when: [['deleted', true]],
      after: stop,
      afterBy: STOP_ANNOTATION,
      next: { delete: true },
    },
  ];
}

function documentOf({ kind, name, when, after, afterBy, next }: Stage): object {
  const delay = {
    durationMilliseconds: after,
    ...(afterBy === undefined
      ? {}
      : { durationFrom: { expressionFrom: `.metadata.annotations["${afterBy}"]` } }),
  };
  return {
    apiVersion: 'kwok.x-k8s.io/v1alpha1',
    kind: 'Stage',
    metadata: { name },
    spec: {
      resourceRef: { apiGroup: 'v1', kind },
      selector: {
        matchExpressions: when.map(([fact, wanted]) => ({ key: facts[fact], ...operatorOf(wanted) })),
      },
      ...(after === 0 ? {} : { delay }),
      next,
    },
  };
}

function operatorOf(wanted: Stage['when'][number][1]): object {
  if (wanted === null) return { operator: 'DoesNotExist' };
  if (wanted === true) return { operator: 'Exists' };
  if (typeof wanted === 'string') return { operator: 'In', values: [wanted] };
  return { operator: 'NotIn', values: [wanted.not] };
}

/** The node says what it was created with; its conditions are kwok's list of those that a kubelet reports. */
const nodeStatus = `
{{ $now := Now }}
conditions:
{{ range NodeConditions }}
- { type: {{ .type | Quote }}, status: {{ .status | Quote }}, reason: {{ .reason | Quote }}, message: {{ .message | Quote }}, lastHeartbeatTime: {{ $now | Quote }}, lastTransitionTime: {{ $now | Quote }} }
{{ end }}
phase: Running
`;

/** Containers that run: init containers are done unless they are sidecars, the others are ready or not. */
function startedStatus(ready: boolean): string {
  const status = ready ? 'True' : 'False';
  const reason = ready ? '' : ', reason: ContainersNotReady';
  return `
{{ $now := Now }}
conditions:
- { type: PodReadyToStartContainers, status: "True", lastTransitionTime: {{ $now | Quote }} }
- { type: Initialized, status: "True", lastTransitionTime: {{ $now | Quote }} }
- { type: ContainersReady, status: "${status}", lastTransitionTime: {{ $now | Quote }}${reason} }
- { type: Ready, status: "${status}", lastTransitionTime: {{ $now | Quote }}${reason} }
{{ range .spec.readinessGates }}
- { type: {{ .conditionType | Quote }}, status: "True", lastTransitionTime: {{ $now | Quote }} }
{{ end }}
containerStatuses:
{{ range .spec.containers }}
- { name: {{ .name | Quote }}, image: {{ .image | Quote }}, imageID: {{ .image | Quote }}, ready: ${ready}, started: ${ready}, restartCount: 0, state: { running: { startedAt: {{ $now | Quote }} } } }
{{ end }}
initContainerStatuses:
{{ range .spec.initContainers }}
{{ if eq .restartPolicy "Always" }}
- { name: {{ .name | Quote }}, image: {{ .image | Quote }}, imageID: {{ .image | Quote }}, ready: true, started: true, restartCount: 0, state: { running: { startedAt: {{ $now | Quote }} } } }
{{ else }}
- { name: {{ .name | Quote }}, image: {{ .image | Quote }}, imageID: {{ .image | Quote }}, ready: true, started: false, restartCount: 0, state: { terminated: { exitCode: 0, reason: Completed, startedAt: {{ $now | Quote }}, finishedAt: {{ $now | Quote }} } } }
{{ end }}
{{ end }}
{{ with NodeIPsWith .spec.nodeName }}
hostIP: {{ index . 0 | Quote }}
hostIPs: [ { ip: {{ index . 0 | Quote }} } ]
{{ end }}
{{ with PodIPsWith .spec.nodeName false ( or .metadata.uid "" ) ( or .metadata.name "" ) ( or .metadata.namespace "" ) }}
podIP: {{ index . 0 | Quote }}
podIPs: [ { ip: {{ index . 0 | Quote }} } ]
{{ end }}
phase: Running
startTime: {{ $now | Quote }}
`;
}

const completedStatus = `
{{ $now := Now }}
conditions:
- { type: Initialized, status: "True", reason: PodCompleted, lastTransitionTime: {{ $now | Quote }} }
- { type: ContainersReady, status: "False", reason: PodCompleted, lastTransitionTime: {{ $now | Quote }} }
- { type: Ready, status: "False", reason: PodCompleted, lastTransitionTime: {{ $now | Quote }} }
containerStatuses:
{{ range .spec.containers }}
- { name: {{ .name | Quote }}, image: {{ .image | Quote }}, imageID: {{ .image | Quote }}, ready: false, started: false, restartCount: 0, state: { terminated: { exitCode: 0, reason: Completed, startedAt: {{ $now | Quote }}, finishedAt: {{ $now | Quote }} } } }
{{ end }}
phase: Succeeded
`;
