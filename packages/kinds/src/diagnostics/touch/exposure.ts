import type { DiagnosticEntry } from '@fairway/model';
import { entry, services } from '../example.ts';

type Fields = Readonly<Record<string, unknown>>;

const web = (exposure: Fields): Record<string, string> => services(['WebService', 'web', { exposure }]);

/** Codes of `exposure`. */
export const exposureDiagnostics: readonly DiagnosticEntry[] = [
  entry(
    'FWY3260',
    'Firewall weaker than the class says',
    {
      explanation:
        'The exposure class says how the web application firewall works. A service may ask for more, never for less.',
      fix: 'Remove `exposure.waf`, or choose a class that fits.',
    },
    web({ class: 'internal', waf: 'off' }),
    web({ class: 'internal' }),
  ),
  entry(
    'FWY3261',
    'Protocol that the class does not allow',
    {
      explanation: 'The gateway behind the exposure class takes some protocols only.',
      fix: 'Choose another class, or another protocol.',
    },
    {
      ...web({ class: 'partner', protocol: 'grpc', host: 'web.partner.example.com' }),
      ...partnerClass(),
    },
    { ...web({ class: 'internal', protocol: 'grpc' }), ...partnerClass() },
  ),
  entry(
    'FWY3262',
    'Beyond what the class allows',
    {
      explanation:
        'The exposure class has a longest timeout and an oldest version of TLS. Requests that run for long hold resources that everybody shares.',
      fix: 'Answer sooner and let the client fetch the result later, or ask the platform team for another class.',
    },
    web({ class: 'internal', timeout: '1h' }),
    web({ class: 'internal', timeout: '2m' }),
  ),
  entry(
    'FWY3263',
    'No domain for the class',
    {
      explanation:
        'The service has the exposure class and no whole host, but neither the environment nor the organization has a domain for the class.',
      fix: 'Add the domain to `domains` of the environment or the organization, or write `exposure.host` in full.',
    },
    { ...web({ class: 'partner' }), ...partnerClass() },
    { ...web({ class: 'internal' }), ...partnerClass() },
  ),
  entry(
    'FWY3264',
    'Host that is given twice',
    {
      explanation: 'Two of the hosts of the service are the same name in this environment.',
      fix: 'Remove one of them.',
    },
    web({ class: 'internal', aliases: [{ host: 'web' }] }),
    web({ class: 'internal', aliases: [{ host: 'website' }] }),
  ),
  entry(
    'FWY3265',
    'Path that is given twice',
    {
      explanation:
        'Two routes of the service have the same path, so one of them would never be used. A `/` at the end makes no difference.',
      fix: 'Keep one of them.',
    },
    web({ class: 'internal', path: '/shop', routes: [{ path: '/shop/', timeout: '1m' }] }),
    web({ class: 'internal', path: '/shop', routes: [{ path: '/shop/export', timeout: '1m' }] }),
  ),
  entry(
    'FWY3266',
    'Path that gateways do not match',
    {
      explanation:
        'Gateways compare paths as they stand, after they have removed what `..`, `//`, and encoded slashes mean. A path that holds them is never matched, or matched by some products only.',
      fix: 'Write a plain path without a query.',
    },
    web({ class: 'internal', path: '/shop/../admin' }),
    web({ class: 'internal', path: '/shop' }),
  ),
  {
    ...entry(
      'FWY3267',
      'Exposure without reach',
      {
        explanation:
          'Hosts or limits are written, but the class says that nobody can reach the service, so they have no effect.',
        fix: 'Choose the class `internal` or `public`, or remove the other fields.',
      },
      web({ class: 'none', host: 'orders' }),
      web({ class: 'none' }),
    ),
    severity: 'warning',
  },
  entry(
    'FWY3268',
    'gRPC service with a path',
    {
      explanation:
        'Calls of gRPC are matched by service and method. A path before them is not part of the protocol, and clients cannot send it.',
      fix: 'Remove `path` and `stripPath`, and give the service a host of its own.',
    },
    web({ class: 'internal', protocol: 'grpc', path: '/shop' }),
    web({ class: 'internal', protocol: 'grpc' }),
  ),
  entry(
    'FWY3269',
    'Host that DNS does not take',
    {
      explanation:
        'A host has at most 253 characters, and each of its labels at most 63 (RFC 1035). Domain and environment count too.',
      fix: 'Choose a shorter `exposure.host`.',
    },
    web({ class: 'internal', host: 'the-shop-with-the-longest-name-that-anybody-has-ever-seen-on-earth' }),
    web({ class: 'internal', host: 'shop' }),
  ),
];

/** A class of the organization with no domain, for HTTP only. */
function partnerClass(): Record<string, string> {
  return {
    'platform/partner.yaml': `apiVersion: fairway.dev/v1alpha1
kind: ExposureClass
metadata:
  name: partner
spec:
  reach: internal
  gateway: internal
  protocols:
    - http
`,
  };
}
