import type { DiagnosticEntry } from '@fairway/model';
import { entry, services } from '../example.ts';

type Fields = Readonly<Record<string, unknown>>;

const web = (spec: Fields): Record<string, string> => services(['WebService', 'web', spec]);
const worker = (spec: Fields): Record<string, string> => services(['Worker', 'mailer', spec]);
const nightly = (spec: Fields): Record<string, string> =>
  services(['ScheduledJob', 'report', { schedule: '0 3 * * *', ...spec }]);

/** Codes of `health`, `scaling`, `reliability`, `telemetry`, schedules, jobs, and `slos`. */
export const operationDiagnostics: readonly DiagnosticEntry[] = [
  entry(
    'FWY3221',
    'A service without health',
    {
      explanation:
        'Requests are sent to replicas that say they are ready. A service that is never asked gets requests while it starts and while it hangs.',
      fix: 'Answer on the readiness path, or use `type: tcp`.',
    },
    web({ health: { type: 'none' } }),
    web({ health: { type: 'tcp' } }),
  ),
  entry(
    'FWY3222',
    'Health setting without effect',
    {
      explanation: 'The field belongs to another type of health, so nothing would come of it.',
      fix: 'Remove the field, or choose the type that fits it.',
    },
    web({ health: { type: 'tcp', readiness: '/ready' } }),
    web({ health: { type: 'http', readiness: '/ready' } }),
  ),
  entry(
    'FWY3223',
    'Absurd time to start',
    {
      explanation: 'A start takes 1s to 1h. A rollout waits that long for each replica.',
      fix: 'Correct the unit, or do long preparations in a Job.',
    },
    web({ health: { startTimeout: '3h' } }),
    web({ health: { startTimeout: '3m' } }),
  ),
  entry(
    'FWY3224',
    'Metric does not fit the workload',
    {
      explanation:
        'A workload scales by what it can count: requests where somebody sends them, messages where it consumes them.',
      fix: 'Choose a metric that the workload has, such as `cpu`.',
    },
    worker({ scaling: { metric: 'requests', target: 50 } }),
    worker({ scaling: { metric: 'cpu', target: 50 } }),
  ),
  entry(
    'FWY3225',
    'Metric that nobody shows',
    {
      explanation:
        'Requests and the depth of a queue are read from the metrics of the program, and they are turned off.',
      fix: 'Write the path that shows the metrics, or scale by `cpu`.',
    },
    web({ scaling: { metric: 'requests', target: 50 }, telemetry: { metricsPath: 'none' } }),
    web({ scaling: { metric: 'requests', target: 50 } }),
  ),
  entry(
    'FWY3226',
    'Metric without a target',
    {
      explanation: 'How many requests or messages one replica can take is known by its team only.',
      fix: 'Add `scaling.target`, or a profile that has one.',
    },
    web({ scaling: { metric: 'requests' } }),
    web({ scaling: { metric: 'requests', target: 50 } }),
  ),
  entry(
    'FWY3227',
    'Target does not fit the metric',
    {
      explanation:
        'For `cpu` and `memory` the target is a percentage of the request of one replica. A schedule counts nothing, so it has none.',
      fix: 'Write a percentage such as 70; for a schedule remove the target.',
    },
    web({ scaling: { metric: 'cpu', target: 500 } }),
    web({ scaling: { metric: 'cpu', target: 50 } }),
  ),
  entry(
    'FWY3228',
    'Nothing would wake it up',
    {
      explanation:
        'Without a replica nothing measures CPU, memory, or requests, so the workload would stay at 0 for ever.',
      fix: 'Set `scaling.minReplicas` to at least 1.',
    },
    web({ scaling: { minReplicas: 0 } }),
    web({ scaling: { minReplicas: 1 } }),
  ),
  entry(
    'FWY3229',
    'Canary settings without a canary',
    {
      explanation: '`reliability.canary` says how a canary runs, and the rollout is none.',
      fix: 'Write `rollout: canary`, or remove the settings.',
    },
    web({ reliability: { rollout: 'rolling', canary: { percentage: 10, duration: '10m' } } }),
    web({ reliability: { rollout: 'rolling' } }),
  ),
  entry(
    'FWY3230',
    'Absurd duration of a canary',
    {
      explanation:
        'A canary lasts 1s to 7d: long enough to see something, short enough that two versions are the exception.',
      fix: 'Correct the unit.',
    },
    // A worker, so that no cluster is asked for a router of requests.
    worker({ reliability: { rollout: 'canary', canary: { percentage: 10, duration: '30d' } } }),
    worker({ reliability: { rollout: 'rolling' } }),
  ),
  entry(
    'FWY3231',
    'Rollout does not fit the workload',
    {
      explanation:
        'Blue-green moves requests from old replicas to new ones. Nobody sends requests to a worker; both versions would take work.',
      fix: 'Use `rolling`, `canary`, or `recreate`.',
    },
    worker({ reliability: { rollout: 'blueGreen' } }),
    worker({ reliability: { rollout: 'recreate' } }),
  ),
  entry(
    'FWY3232',
    'Absurd grace period',
    {
      explanation:
        'After a replica is told to stop, load balancers need ten seconds to forget it, and the program some more to finish. Maintenance of nodes waits for it, at most an hour.',
      fix: 'Write at least 15s for services, 1s for others, at most 1h.',
    },
    web({ reliability: { terminationGracePeriod: '5s' } }),
    web({ reliability: { terminationGracePeriod: '30s' } }),
  ),
  entry(
    'FWY3233',
    'Metrics port without metrics',
    {
      explanation:
        '`telemetry.metricsPath: none` turns the collection of metrics off, so their port has no effect.',
      fix: 'Write the path, or remove the port.',
    },
    web({ telemetry: { metricsPath: 'none', metricsPort: 9090 } }),
    web({ telemetry: { metricsPath: '/metrics', metricsPort: 9090 } }),
  ),
  entry(
    'FWY3234',
    'Port that nothing uses',
    {
      explanation:
        'A worker that answers no probes and shows no metrics listens nowhere, so `runtime.port` has no effect.',
      fix: 'Remove `runtime.port`, or let the platform ask the worker.',
    },
    worker({ runtime: { port: 9000 }, health: { type: 'none' }, telemetry: { metricsPath: 'none' } }),
    worker({ runtime: { port: 9000 }, health: { type: 'none' } }),
  ),
  entry(
    'FWY3236',
    'No schedule',
    {
      explanation: 'A schedule has five fields: minute, hour, day of month, month, day of week.',
      fix: 'Write five fields, such as `30 6 * * 1-5` for 6:30 on working days.',
    },
    nightly({ schedule: '0 25 * * *' }),
    nightly({ schedule: '0 23 * * *' }),
  ),
  entry(
    'FWY3237',
    'No time zone',
    {
      explanation:
        'Time zones have IANA names. Abbreviations such as CET know no summer time and mean several places.',
      fix: 'Write a name such as `Europe/Berlin` or `Etc/UTC`.',
    },
    nightly({ timeZone: 'Berlin time' }),
    nightly({ timeZone: 'Europe/Berlin' }),
  ),
  entry(
    'FWY3238',
    'A schedule that never comes',
    {
      explanation: 'None of the months of the schedule has such a day, so the job would never run.',
      fix: 'Choose a day that exists, such as the 28th.',
    },
    nightly({ schedule: '0 3 30 2 *' }),
    nightly({ schedule: '0 3 28 2 *' }),
  ),
  entry(
    'FWY3239',
    'Start deadline too short',
    {
      explanation:
        'The cluster looks for due jobs every ten seconds; with a shorter deadline each run is already late.',
      fix: 'Write at least 10s, better some minutes.',
    },
    nightly({ startDeadline: '5s' }),
    nightly({ startDeadline: '5m' }),
  ),
  entry(
    'FWY3240',
    'Absurd timeout of a job',
    {
      explanation: 'A run may take 1s to 30d. Without an end nobody would notice a run that hangs.',
      fix: 'Correct the unit.',
    },
    nightly({ timeout: '90d' }),
    nightly({ timeout: '90m' }),
  ),
  entry(
    'FWY3242',
    'Absurd objective',
    {
      explanation:
        'An objective of 0 percent promises nothing, and one of 100 percent leaves no room for a single failure, so no change could ever be made.',
      fix: 'Write a share between, such as 99.9.',
    },
    web({ slos: [{ name: 'availability', type: 'availability', objective: 100 }] }),
    web({ slos: [{ name: 'availability', type: 'availability', objective: 99.9 }] }),
  ),
  entry(
    'FWY3243',
    'Field does not fit the objective',
    {
      explanation: 'Latency, freshness, and lag have a threshold; only `ratio` counts events of your own.',
      fix: 'Remove the field, or choose the type that it belongs to.',
    },
    web({ slos: [{ name: 'up', type: 'availability', objective: 99.9, threshold: '300ms' }] }),
    web({ slos: [{ name: 'fast', type: 'latency', objective: 99.9, threshold: '300ms' }] }),
  ),
  entry(
    'FWY3244',
    'Objective does not fit the workload',
    {
      explanation:
        'A job answers nobody, so it has neither availability nor latency; only workers have messages that wait.',
      fix: 'Choose another type, such as `freshness` for a job.',
    },
    nightly({ slos: [{ name: 'fast', type: 'latency', objective: 99, threshold: '1s' }] }),
    nightly({ slos: [{ name: 'recent', type: 'freshness', objective: 99, threshold: '25h' }] }),
  ),
];
