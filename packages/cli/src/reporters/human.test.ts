import { diagnostic, fileStart, type Diagnostic, type Severity } from '@fairway/model';
import { describe, expect, it } from 'vitest';
import { humanReport, type HumanOptions } from './human.ts';

const text = 'a: 1\nb: \u202eevil\u001b[2J\n';
const options: HumanOptions = {
  color: false,
  notes: false,
  textOf: (file) => (file === 'a.yaml' ? text : undefined),
};

function problem(severity: Severity, line: number, message = 'wrong'): Diagnostic {
  const place = { file: 'a.yaml', line, column: 1, endLine: line, endColumn: 2 };
  return diagnostic({ code: 'FWY2001', severity, message }, place);
}

describe('the report for people', () => {
  it('counts notes, and lists them when asked', () => {
    const all = [problem('warning', 1), problem('note', 2, 'by the way')];
    const short = humanReport(all, options);
    expect(short).not.toContain('by the way');
    expect(short).toMatch(/\n1 warning, 1 note in 1 file; --notes shows the notes\n$/);
    const long = humanReport(all, { ...options, notes: true });
    expect(long).toMatch(/\nnote FWY2001 by the way \(a\.yaml:2:1\)\n1 warning, 1 note in 1 file\n$/);
  });

  it('shows a hundred, errors first, and says how many there are', () => {
    const warnings = Array.from({ length: 500 }, () => problem('warning', 1, 'warned'));
    const report = humanReport([...warnings, problem('error', 2, 'the last')], options);
    expect(report.match(/^(?:error|warning) /gm)).toHaveLength(100);
    expect(report).toContain('error FWY2001 the last');
    expect(report).toMatch(/\n1 error, 500 warnings in 1 file; 100 of 501 shown, --format json has all\n$/);
  });

  it('reads a text no more often however many problems it has', () => {
    const reads = (count: number): number => {
      let asked = 0;
      const textOf = (): string => {
        asked += 1;
        return 'a: 1\n'.repeat(count);
      };
      const all = Array.from({ length: count }, (_, index) => problem('error', index + 1));
      humanReport(all, { ...options, textOf });
      return asked;
    };
    expect(reads(2000)).toBe(reads(1));
  });

  it('prints nothing that steers a terminal', () => {
    const place = { message: 'see \u2067', file: 'b\u001b.yaml', line: 1, column: 1 };
    const all = [
      diagnostic(
        { code: 'FWY2001', message: 'no \u202ename', related: [place], fix: 'type \u0085' },
        { file: 'a.yaml', line: 2, column: 4, endLine: 2, endColumn: 5 },
      ),
      diagnostic({ code: 'FWY1022', message: 'gone' }, fileStart('\u009b31m.yaml')),
    ];
    const report = humanReport(all, options);
    expect(report).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/u);
    expect(report).toContain('  2 | b: \\u{202e}evil\\u{1b}[2J\n    |    ^^^^^^^^\n');
  });

  it('counts nothing that is counted elsewhere', () => {
    const all = [problem('warning', 2), problem('note', 2)];
    expect(humanReport(all, { ...options, counted: true })).toMatch(/\n\n--notes shows the notes\n$/);
    const long = humanReport(all, { ...options, counted: true, notes: true });
    expect(long).toMatch(/\nnote FWY2001 .*\n$/);
  });

  it('names no position where there is none', () => {
    const all = [
      diagnostic({ code: 'FWY4033', message: 'there is no service x' }, fileStart('services')),
      diagnostic({ code: 'FWY4034', message: 'nowhere' }, fileStart('')),
    ];
    const report = humanReport(all, options);
    expect(report).toContain('\n  --> services\n');
    expect(report).not.toContain(':1:1');
    expect(report).toContain('nowhere\n  https://');
    expect(report).toMatch(/\n2 errors\n$/);
  });
});
