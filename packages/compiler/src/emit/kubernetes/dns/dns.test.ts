import { describe, expect, test } from 'vitest';
import { contextOf, endpoint } from '../edge-testing.ts';
import { annotationPrefix, dnsAnnotations } from './dns.ts';

describe('annotations of external-dns', () => {
  test.each([
    ['0.21.0', 'external-dns.alpha.kubernetes.io/'],
    ['v0.21.9', 'external-dns.alpha.kubernetes.io/'],
    ['0.22.0', 'external-dns.kubernetes.io/'],
    ['0.22', 'external-dns.kubernetes.io/'],
    ['v1.0.0', 'external-dns.kubernetes.io/'],
  ])('%s reads %s', (version, prefix) => {
    expect(annotationPrefix(version)).toBe(prefix);
  });

  test('hosts and time to live', () => {
    const node = endpoint('orders-api');
    expect(dnsAnnotations(['a.example.com', 'b.example.com'], contextOf(node, { nodes: [node] }, []))).toEqual({
      'external-dns.kubernetes.io/hostname': 'a.example.com,b.example.com',
      'external-dns.kubernetes.io/ttl': '60',
    });
  });

  test('none without external-dns', () => {
    const node = endpoint('orders-api');
    expect(
      dnsAnnotations(['a.example.com'], contextOf(node, { nodes: [node], cluster: { capabilities: {} } }, [])),
    ).toBeUndefined();
  });
});
