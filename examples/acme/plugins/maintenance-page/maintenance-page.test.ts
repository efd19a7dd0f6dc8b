import { lowerPart, testPart } from '@fairway/kinds/testing';
import { pluginApi } from '@fairway/model';
import { compileForTest } from '@fairway/testing';
import { describe, expect, it } from 'vitest';
import { maintenancePage } from './maintenance-page.ts';
import { maintenancePagePart } from './part.ts';

const part = maintenancePagePart(pluginApi);
const { nodes, emitters } = maintenancePage(pluginApi);

function compiled(page: Readonly<Record<string, unknown>> | undefined) {
  return testPart({
    part,
    compile: compileForTest,
    spec: page === undefined ? {} : { maintenancePage: page },
    plugin: {
      name: 'acme',
      ...(nodes === undefined ? {} : { nodes }),
      ...(emitters === undefined ? {} : { emitters }),
    },
  });
}

describe('the maintenance page', () => {
  it('is a node that the service owns', () => {
    const { contributions, codes } = lowerPart(part, {
      spec: { maintenancePage: { title: 'Closed', message: 'Back soon.', retryAfter: '1h30m' } },
    });
    expect(codes).toEqual([]);
    expect(contributions).toMatchObject([
      {
        contribution: 'node',
        node: {
          id: 'maintenancePage:shop/web',
          properties: { title: 'Closed', message: 'Back soon.', retryAfter: 5_400 },
        },
      },
      {
        contribution: 'edge',
        edge: { type: 'owns', from: 'workload:shop/web', to: 'maintenancePage:shop/web' },
      },
    ]);
  });

  it('speaks for a service that says little', () => {
    const { contributions } = lowerPart(part, { spec: { maintenancePage: {} } });
    expect(contributions[0]).toMatchObject({
      node: {
        properties: { title: 'We will be right back', message: 'web is being worked on.', retryAfter: 900 },
      },
    });
  });

  it('is refused where it means that nobody comes back', () => {
    const { codes } = lowerPart(part, { spec: { maintenancePage: { retryAfter: '3d' } } });
    expect(codes).toEqual(['ACME001']);
  });

  it('becomes a ConfigMap that the edge finds', () => {
    const { codes, objects } = compiled({
      message: 'Moving <things> & people.',
      contact: 'https://status.example.com',
    });
    expect(codes).toEqual([]);
    const page = objects.find(
      ({ kind, metadata }) => kind === 'ConfigMap' && metadata.name.includes('maintenance'),
    );
    expect(page).toMatchObject({
      immutable: true,
      metadata: { namespace: 'shop-prod', labels: { 'platform.example.com/maintenance-page': 'subject' } },
      data: { 'retry-after': '900' },
    });
    const { data } = page as unknown as { readonly data: Readonly<Record<string, string>> };
    expect(data['page.html']).toContain('Moving &lt;things&gt; &amp; people.');
    expect(data['page.html']).toContain('<a href="https://status.example.com">');
  });

  it('has another name for other content', () => {
    const name = (message: string): string | undefined =>
      compiled({ message }).objects.find(({ metadata }) => metadata.name.includes('maintenance'))?.metadata
        .name;
    expect(name('one')).toMatch(/^subject-maintenance-[0-9a-f]{8}$/);
    expect(name('one')).toBe(name('one'));
    expect(name('one')).not.toBe(name('two'));
  });

  it('is not there for a service that wants none', () => {
    expect(compiled(undefined).objects.map(({ metadata }) => metadata.name)).not.toContainEqual(
      expect.stringContaining('maintenance'),
    );
  });
});
