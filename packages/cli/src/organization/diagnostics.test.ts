import { diagnostic, type Diagnostic } from '@fairway/model';
import { describe, expect, it } from 'vitest';
import { joinDiagnostics } from './diagnostics.ts';

const place = { file: 'services/a.yaml', line: 3, column: 5, endLine: 3, endColumn: 9 };

function unknown(message: string, environment: string, code = 'FWY3280'): Diagnostic {
  return diagnostic({ code, message, units: [`${environment}/c/n/a`] }, place);
}

describe('problems of several environments', () => {
  it('stand once and name the environments', () => {
    const joined = joinDiagnostics(
      ['dev', 'staging', 'prod'].map((name) => [
        unknown(`there is no service b in ${name}; did you mean c?`, name),
      ]),
    );
    expect(joined.map(({ message }) => message)).toEqual([
      'there is no service b in dev, staging, prod; did you mean c?',
    ]);
    expect(joined[0]?.units).toEqual(['dev/c/n/a', 'prod/c/n/a', 'staging/c/n/a']);
  });

  it('stand once for each image', () => {
    const tagged = (image: string, environment: string): Diagnostic => ({
      ...unknown(`${image} can change in ${environment}`, environment, 'FWY3202'),
      fix: { summary: `write ${image}@`, edits: [] },
    });
    const joined = joinDiagnostics([
      [tagged('a', 'dev'), tagged('b', 'dev')],
      [tagged('b', 'prod'), tagged('c', 'prod')],
    ]);
    expect(joined.map(({ message }) => message)).toEqual([
      'a can change in dev',
      'b can change in dev, prod',
      'c can change in prod',
    ]);
  });

  it('name every host', () => {
    const joined = joinDiagnostics([
      [unknown('a and b both answer at x.dev/ in dev', 'dev', 'FWY3014')],
      [unknown('a and b both answer at x/ in prod', 'prod', 'FWY3014')],
    ]);
    expect(joined.map(({ message }) => message)).toEqual(['a and b both answer at x.dev/, x/ in dev, prod']);
  });

  it('stay apart where one environment has both', () => {
    const both = (name: string): Diagnostic[] => [
      unknown(`a and b both answer at x/1 in ${name}`, name, 'FWY3014'),
      unknown(`a and b both answer at x/2 in ${name}`, name, 'FWY3014'),
      unknown(`a and b both answer at x/2 in ${name}`, name, 'FWY3014'),
    ];
    expect(joinDiagnostics([both('dev'), both('prod')]).map(({ message }) => message)).toEqual([
      'a and b both answer at x/1 in dev, prod',
      'a and b both answer at x/2 in dev, prod',
    ]);
  });

  it('stay apart where their messages matter', () => {
    const lists = [[unknown('one thing', 'dev', 'FWY2001')], [unknown('other thing', 'dev', 'FWY2001')]];
    expect(joinDiagnostics(lists)).toHaveLength(2);
  });
});
