import { differsFromDefault } from '../../context.ts';
import { wholeSeconds } from '../../units.ts';
import { healthType, type HealthContext } from './probes.ts';

const longest = 3_600;

/** Meaning of `health`: settings that fit its type and the kind. */
export function checkHealth(context: HealthContext): void {
  const { health } = context.spec;
  const type = healthType(context);
  if (type === 'none' && context.shape !== 'worker') {
    context.report(
      {
        code: 'FWY3221',
        message: `${context.name} takes requests, so the platform must be able to ask whether it can; health.type none is for workers`,
        fix: 'answer on health.readiness, or use type: tcp',
      },
      ['health', 'type'],
    );
  }
  if (health.command !== undefined && type !== 'exec')
    reportIdle(context, 'command', type, 'health.command is run with type: exec only');
  if (health.port !== undefined && (type === 'exec' || type === 'none')) {
    reportIdle(context, 'port', type, `with type: ${type} no port is asked`);
  }
  for (const field of ['readiness', 'liveness', 'startup'] as const) {
    if (type === 'http' || !differsFromDefault(context, ['health', field])) continue;
    reportIdle(context, field, type, `health.${field} is a path, and type: ${type} asks for none`);
  }
  checkStart(context, type);
}

function checkStart(context: HealthContext, type: string): void {
  const { startTimeout } = context.spec.health;
  const start = wholeSeconds(startTimeout);
  if (type === 'none' || (start >= 1 && start <= longest)) return;
  context.report(
    {
      code: 'FWY3223',
      message: `a start of ${startTimeout} is ${start < 1 ? 'too short' : 'too long'}; 1s to 1h are possible`,
      fix: start < 1 ? 'give the program the time it needs' : 'do long preparations in a Job or a migration',
    },
    ['health', 'startTimeout'],
  );
}

function reportIdle(context: HealthContext, field: string, type: string, why: string): void {
  context.report(
    {
      code: 'FWY3222',
      message: `health.${field} has no effect with health.type ${type}: ${why}`,
      fix: `remove health.${field}, or choose the type that fits it`,
    },
    ['health', field],
  );
}
