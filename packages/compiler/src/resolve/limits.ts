import { valueAt, type EnvironmentView, type Path, type Problem } from '@fairway/model';

const REPLICAS = [
  { name: 'minReplicas', path: ['scaling', 'minReplicas'] },
  { name: 'maxReplicas', path: ['scaling', 'maxReplicas'] },
] as const;
const CHOICES = [
  { name: 'sizes', path: ['runtime', 'size'] },
  { name: 'exposureClasses', path: ['exposure', 'class'] },
] as const;

/** Hard limits of the environment class: beyond them is an error that only a definition change lifts. */
export function reportLimits(
  spec: Readonly<Record<string, unknown>>,
  environment: EnvironmentView,
  report: (problem: Problem, path: Path) => void,
): void {
  const { limits } = environment.class.spec;
  if (limits === undefined) return;
  const fix = `EnvironmentClass ${environment.class.name} sets the limit; its owner can change it`;
  for (const { name, path } of REPLICAS) {
    const limit = limits.scaling?.[name];
    const value = valueAt(spec, path);
    if (limit === undefined || typeof value !== 'number' || value <= limit) continue;
    const message = `scaling.${name} is ${value}; ${environment.name} allows at most ${limit}`;
    report({ code: 'FWY3010', message, fix }, path);
  }
  for (const { name, path } of CHOICES) {
    const allowed: readonly string[] | undefined = limits[name];
    const value = valueAt(spec, path);
    if (allowed === undefined || typeof value !== 'string' || allowed.includes(value)) continue;
    const message = `${path.join('.')} is ${value}; ${environment.name} allows only ${allowed.join(', ')}`;
    report({ code: 'FWY3010', message, fix }, path);
  }
}
