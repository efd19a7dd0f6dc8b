import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { minimal, workspace, type Workspace } from '../testing.ts';

let here: Workspace;
beforeEach(() => {
  here = workspace(minimal);
});
afterEach(() => here.remove());

describe('fairway affects, asked for what does not exist', () => {
  it('says which field was meant', async () => {
    const { code, stdout, stderr } = await here.fairway('affects', 'shop.scaling.maxReplica');
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toBe(
      'fairway: WebService has no field scaling.maxReplica; did you mean WebService.scaling.maxReplicas?\n' +
        'fairway affects --help shows how it is used\n',
    );
  });

  it('says that a field which exists decides nothing, and what it is for', async () => {
    const { code, stdout } = await here.fairway('affects', 'shop.description');
    expect([code, stdout]).toEqual([
      0,
      'shop.description decides no field of a rendered object\n' +
        '  It is for people: the graph and what is made from it show it.\n',
    ]);
  });
});

describe('fairway explain, asked for what does not exist', () => {
  it('says where the fields are listed, or which one was meant', async () => {
    const nearest = await here.fairway('explain', 'WebService.scalng');
    expect(nearest.stderr).toContain('WebService has no field scalng; did you mean WebService.scaling?\n');
    const none = await here.fairway('explain', 'WebService.qqqqqq');
    expect(none.stderr).toContain('has no field qqqqqq; fairway explain WebService lists its fields\n');
    expect([nearest.code, none.code]).toEqual([2, 2]);
  });
});
