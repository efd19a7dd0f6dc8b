import type { Reasons } from '@fairway/model';
import { reasonsBelow, selectorReason } from '../reasons.ts';

const endpoint: Reasons = {
  port: 'The port that the intent names for metrics, else the main one.',
  path: 'Where programs show their metrics by convention, unless the intent says otherwise.',
  scheme: 'Metrics stay within the cluster.',
  interval: 'Twice a minute: rates over two minutes have enough points.',
  scrapeTimeout: 'A third of the interval: a slow program does not hold the next scrape up.',
  honorLabels: 'What the cluster knows about a pod wins over what the program claims.',
  'relabelings[*].**': 'Series carry the name of their workload as service, whichever way they were found.',
};

const limit = 'A program that invents labels must not take the monitoring of everybody down.';

/** Why the constants of a ServiceMonitor or PodMonitor are what they are; `endpoints` is its list. */
export function monitorReasons(endpoints: 'endpoints' | 'podMetricsEndpoints'): Reasons {
  return {
    'spec.jobLabel': 'Series carry the name of their workload as job.',
    'spec.selector.**': selectorReason,
    ...reasonsBelow(`spec.${endpoints}[*]`, endpoint),
    'spec.sampleLimit': limit,
    'spec.labelLimit': limit,
    'spec.labelNameLengthLimit': limit,
    'spec.labelValueLengthLimit': limit,
  };
}
