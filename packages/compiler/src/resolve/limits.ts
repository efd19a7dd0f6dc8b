import { valueAt, type EnvironmentView, type Path, type Problem } from '@fairway/model';

/** Hard limits of the environment class: beyond them is an error that only a definition change lifts. */
export function reportLimits(
  spec: Readonly<Record<string, unknown>>,
  environment: EnvironmentView,
  report: (problem: Problem, path: Path) => void,
): void {
  const { limits } = environment.class.spec;
  if (limits === undefined) return;
  const fix = `EnvironmentClass ${environment.class.name} sets the limit; its owner can change it`;
  for (const name of ['minReplicas', 'maxReplicas'] as const) {
    const limit = limits.scaling?.[name];
    const value = valueAt(spec, ['scaling', name]);
    if (limit === undefined || typeof value !== 'number' || value <= limit) continue;
    const message = `scaling.${name} is ${value}; ${environment.name} allows at most ${limit}`;
    report({ code: 'FWY3010', message, fix }, ['scaling', name]);
  }
  const choices = [
    { path: ['runtime', 'size'], allowed: limits.sizes },
    { path: ['exposure', 'class'], allowed: limits.exposureClasses },
  ];
  for (const { path, allowed } of choices) {
    const value = valueAt(spec, path);
    if (allowed === undefined || typeof value !== 'string' || allowed.includes(value)) continue;
    const message = `${path.join('.')} is ${value}; ${environment.name} allows only ${allowed.join(', ')}`;
    report({ code: 'FWY3010', message, fix }, path);
  }
}
