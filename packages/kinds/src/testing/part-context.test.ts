import { definePart, setValue } from '@fairway/model';
import { expect, it } from 'vitest';
import { lowerPart } from './lower-part.ts';
import { testContext } from './part-context.ts';

const part = definePart({
  name: 'greeting',
  docs: { summary: 'A greeting.' },
  schema: ({ fields }) => ({ greeting: fields.text('The greeting.') }),
  vary: [],
  lower: (context) => {
    if (context.spec.greeting === '') context.report({ code: 'ACME1', message: 'say something' }, ['greeting']);
    return [setValue('extensions.acme.greeting', context.placeholders(context.spec.greeting))];
  },
});

it('lowers one part by itself', () => {
  const { codes, values } = lowerPart(part, { spec: { greeting: '{service} in {environment}' } });
  expect(codes).toEqual([]);
  expect(values).toEqual({ 'extensions.acme.greeting': 'web in prod' });
});

it('collects what the part reports', () => {
  const { problems } = lowerPart(part, { spec: { greeting: '' } });
  expect(problems).toEqual([{ code: 'ACME1', message: 'say something', path: ['greeting'] }]);
});

it('answers from the documents and workloads it was given', () => {
  const { context } = testContext({
    spec: {},
    shape: 'cron',
    documents: { SLOClass: { 'tier-1': { page: true } } },
    workloads: { api: { system: 'stores' } },
  });
  expect(context.kind).toBe('ScheduledJob');
  expect(context.definition.get('SLOClass', 'tier-1')?.spec).toEqual({ page: true });
  expect(context.definition.get('SLOClass', 'tier-9')).toBeUndefined();
  expect(context.workload('api')).toMatchObject({ name: 'api', system: 'stores' });
  expect(context.workload('other')).toBeUndefined();
});
