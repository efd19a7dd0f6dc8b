import { describe, expect, it } from 'vitest';
import { differencesOf, pageOf } from './page.ts';

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

  it('is compared with a run section by section', () => {
    const verdicts = { order: 1, title: 'Verdicts', text: ['Both agree.'] };
    const pods = { order: 2, title: 'Pods', text: ['They drain.'], table: { head: ['Pod'], rows: [['a']] } };
    const page = pageOf([verdicts, pods]);
    expect(differencesOf(page, [verdicts, pods])).toEqual({ missing: [], changed: [] });
    expect(differencesOf(page, [verdicts])).toEqual({ missing: ['Pods'], changed: [] });
    expect(differencesOf(page, [verdicts, { ...pods, text: ['They do not.'] }]).changed).toEqual(['Pods']);
    expect(differencesOf(pageOf([verdicts]), [verdicts, pods]).changed).toEqual(['Pods']);
    expect(differencesOf(`An old title\n${page}`, [verdicts, pods]).changed).toEqual(['the beginning']);
  });
});
