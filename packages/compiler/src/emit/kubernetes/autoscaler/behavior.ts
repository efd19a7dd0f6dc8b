import { common } from '@fairway/kubernetes';
import type { WorkloadProperties } from '@fairway/model';

type Scaling = NonNullable<WorkloadProperties['scaling']>;
type Pace = NonNullable<Scaling['scaleUp']>;

/** Up at once, at most doubling every half minute: load does not wait. */
const usualUp: Pace = { stabilization: 0, percentage: 100, period: 30 };

/** Down after five quiet minutes, at most by half a minute's worth: load comes back. */
const usualDown: Pace = { stabilization: 300, percentage: 50, period: 60 };

/** The behavior of a HorizontalPodAutoscaler, with everything written out that Kubernetes would choose. */
export function behaviorOf({ scaleUp, scaleDown }: Scaling): object {
  if (scaleUp === undefined && scaleDown === undefined) return usualBehavior;
  return { scaleUp: rulesOf(scaleUp ?? usualUp), scaleDown: rulesOf(scaleDown ?? usualDown) };
}

const usualBehavior = common({ scaleUp: rulesOf(usualUp), scaleDown: rulesOf(usualDown) });

function rulesOf({ stabilization, percentage, period }: Pace): object {
  return {
    stabilizationWindowSeconds: stabilization,
    selectPolicy: 'Max',
    policies: [{ type: 'Percent', value: percentage, periodSeconds: period }],
  };
}
