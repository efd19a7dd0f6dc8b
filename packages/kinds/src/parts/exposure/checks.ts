import type { DefinitionDocument, ExposureClassSpec, Path } from '@fairway/model';
import type { AnyPartContext } from '../../context.ts';
import { weakerFirewall, type Firewall } from '../../touch/strictness.ts';
import { seconds } from '../../units.ts';
import type { ExposureSpec } from './fields.ts';

type ExposureClass = DefinitionDocument<ExposureClassSpec>;

/** Fields that mean nothing where nobody can reach the service. */
const outward = ['host', 'aliases', 'timeout', 'idleTimeout', 'maxBodySize', 'tls', 'waf'] as const;

/** Warns about settings of an exposure that is none. */
export function checkUnexposed(context: AnyPartContext, exposure: ExposureSpec): void {
  const set = outward.find((field) => exposure[field] !== undefined);
  if (set === undefined) return;
  context.report(
    {
      code: 'FWY3267',
      severity: 'warning',
      message: `exposure.${set} is set, but nobody can reach ${context.name}: its exposure class is ${exposure.class}`,
      fix: 'write exposure.class: internal or public, or remove the other fields of exposure',
    },
    ['exposure', set],
  );
}

/** A path that means something else to a gateway than to a person, or nothing. */
export function checkRoutePath(context: AnyPartContext, path: string, at: Path): void {
  if (path === '/') return;
  if (/^\/[A-Za-z0-9\-._~!$&'()*+,;=:@%/]*$/.test(path) && !/\/\/|\/\.{1,2}(?:\/|$)|%2f/i.test(path)) return;
  context.report(
    {
      code: 'FWY3266',
      message: `the path ${path} holds something that a gateway does not match as it stands: //, /./, /../, an encoded /, ?, #, or a space`,
      fix: 'write a plain path such as /orders/v2',
    },
    at,
  );
}

/** Reports routes that say the same path as another one. */
export function checkRoutePaths(context: AnyPartContext, exposure: ExposureSpec): void {
  checkRoutePath(context, exposure.path, ['exposure', 'path']);
  if (exposure.routes === undefined) return;
  const seen = new Map([[withoutSlash(exposure.path), 'exposure.path']]);
  for (const [index, { path }] of exposure.routes.entries()) {
    const at = ['exposure', 'routes', index, 'path'];
    checkRoutePath(context, path, at);
    const key = withoutSlash(path);
    const first = seen.get(key);
    if (first === undefined) seen.set(key, `exposure.routes[${index}]`);
    else {
      context.report(
        { code: 'FWY3265', message: `the path ${path} stands already in ${first}`, fix: 'keep one of the two' },
        at,
      );
    }
  }
}

function withoutSlash(path: string): string {
  return path.length > 1 && path.endsWith('/') ? path.slice(0, -1) : path;
}

/** Reports what the class does not allow: protocol, firewall, encryption. */
export function checkAgainstClass(
  context: AnyPartContext,
  exposure: ExposureSpec,
  document: ExposureClass,
): void {
  const { name, spec } = document;
  if (spec.protocols !== undefined && !spec.protocols.includes(exposure.protocol)) {
    context.report(
      {
        code: 'FWY3261',
        message: `exposure class ${name} does not allow ${exposure.protocol}; it allows ${spec.protocols.join(', ')}`,
        fix: 'choose another class or protocol',
      },
      ['exposure', 'protocol'],
    );
  }
  const floor: Firewall = spec.waf ?? 'off';
  if (exposure.waf !== undefined && weakerFirewall(exposure.waf, floor)) {
    context.report(
      {
        code: 'FWY3260',
        message: `exposure.waf is ${exposure.waf}, which is less strict than what class ${name} says (${floor})`,
        fix: `remove exposure.waf; a service may only raise it`,
      },
      ['exposure', 'waf'],
    );
  }
  const oldest = spec.tls?.minimumVersion;
  const asked = exposure.tls?.minimumVersion;
  if (oldest !== undefined && asked !== undefined && Number(asked) < Number(oldest)) {
    context.report(
      {
        code: 'FWY3262',
        message: `exposure.tls.minimumVersion is ${asked}; class ${name} demands at least ${oldest}`,
        fix: 'remove exposure.tls',
      },
      ['exposure', 'tls', 'minimumVersion'],
    );
  }
}

/** Reports a timeout over the maximum of its class. */
export function checkTimeout(
  context: AnyPartContext,
  timeout: string | undefined,
  { name, spec }: ExposureClass,
  at: Path,
): void {
  const maximum = spec.timeout?.maximum;
  if (timeout === undefined || maximum === undefined || seconds(timeout) <= seconds(maximum)) return;
  context.report(
    {
      code: 'FWY3262',
      message: `a request may take ${maximum} at most in exposure class ${name}, not ${timeout}`,
      fix: 'answer sooner and let the client ask again for the result, or talk to the platform team about another class',
    },
    at,
  );
}

/** gRPC has services and methods, not paths. */
export function checkGrpcPaths(context: AnyPartContext, exposure: ExposureSpec): void {
  if (exposure.protocol !== 'grpc') return;
  const at: Path | undefined =
    exposure.path !== '/' ? ['exposure', 'path'] : exposure.stripPath ? ['exposure', 'stripPath'] : undefined;
  if (at === undefined) return;
  context.report(
    {
      code: 'FWY3268',
      message: `${at.join('.')} is set, but a gRPC service is found by its host, never by a path`,
      fix: `remove ${at.join('.')} and give the service a host of its own`,
    },
    at,
  );
}
