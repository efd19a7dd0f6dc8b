import { describe, expect, it } from 'vitest';
import { pageOf } from './page.ts';

describe('the page of proofs', () => {
  it('has a section for each test file, with its table', () => {
    const page = pageOf([
      {
        order: 1,
        title: 'Verdicts',
        text: ['Both agree.'],
        table: { head: ['Kind', 'Rule'], rows: [['Job', 'a || b']] },
      },
      { order: 2, title: 'Pods', text: ['They drain.'] },
    ]);
    expect(page.slice(page.indexOf('\n## ')).split('\n')).toEqual([
      '',
      '## Verdicts',
      '',
      'Both agree.',
      '',
      '| Kind | Rule |',
      '| --- | --- |',
      '| Job | a \\|\\| b |',
      '',
      '## Pods',
      '',
      'They drain.',
      '',
    ]);
  });
});
