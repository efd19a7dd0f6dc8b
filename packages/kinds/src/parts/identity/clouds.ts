import type { IdentityProfileSpec, IdentityProperties, Path } from '@fairway/model';
import type { AnyPartContext } from '../../context.ts';
import { defined } from '../../touch/defined.ts';
import type { IdentitySpec } from './fields.ts';

type Cloud = 'aws' | 'azure';

/** What the identity is on AWS; `undefined` where its profile says nothing about it, which is reported. */
export function onAws(
  context: AnyPartContext,
  aws: NonNullable<IdentitySpec['aws']>,
): IdentityProperties['aws'] | undefined {
  if (aws.profile !== undefined) {
    const profile = profileOf(context, aws.profile, 'aws');
    if (profile === undefined) return undefined;
    return {
      profile: aws.profile,
      permissions: profile.permissions,
      resources: profile.resources.map(context.placeholders),
    };
  }
  const { permissions = [], resources = [] } = aws;
  checkWildcards(context, 'aws', 'permissions', permissions, (text) => text.includes('*'));
  checkWildcards(context, 'aws', 'resources', resources, tooWide);
  return { permissions, resources: resources.map(context.placeholders) };
}

/** What the identity is on Azure; `undefined` where its profile says nothing about it, which is reported. */
export function onAzure(
  context: AnyPartContext,
  azure: NonNullable<IdentitySpec['azure']>,
): IdentityProperties['azure'] | undefined {
  if (azure.profile !== undefined) {
    const profile = profileOf(context, azure.profile, 'azure');
    if (profile === undefined) return undefined;
    return defined({
      profile: azure.profile,
      permissions: profile.permissions,
      scope: context.placeholders(profile.scope),
      clientId: profile.identities?.[context.environment.name]?.clientId,
    });
  }
  const { permissions = [], scope } = azure;
  checkWildcards(context, 'azure', 'permissions', permissions, (text) => text.includes('*'));
  if (scope !== undefined)
    checkWildcards(context, 'azure', 'scope', [scope], (text) => text.includes('*') || text === '/');
  return defined({ permissions, scope: scope === undefined ? undefined : context.placeholders(scope) });
}

function profileOf<C extends Cloud>(
  context: AnyPartContext,
  name: string,
  cloud: C,
): NonNullable<IdentityProfileSpec[C]> | undefined {
  const document = context.definition.get('IdentityProfile', name);
  if (document === undefined) return undefined;
  const half = document.spec[cloud];
  if (half !== undefined) return half;
  const others = context.definition.all('IdentityProfile').filter(({ spec }) => spec[cloud] !== undefined);
  context.report(
    {
      code: 'FWY3276',
      message: `identity profile ${name} says nothing about ${cloud === 'aws' ? 'AWS' : 'Azure'}`,
      fix:
        others.length === 0
          ? `list permissions here, or ask the platform team to add ${cloud} to the profile`
          : `choose one that does: ${others.map((one) => one.name).join(', ')}`,
    },
    ['identity', cloud, 'profile'],
  );
  return undefined;
}

function checkWildcards(
  context: AnyPartContext,
  cloud: Cloud,
  field: 'permissions' | 'resources' | 'scope',
  values: readonly string[],
  isTooWide: (text: string) => boolean,
): void {
  for (const [index, text] of values.entries()) {
    if (!isTooWide(text)) continue;
    const path: Path = field === 'scope' ? ['identity', cloud, field] : ['identity', cloud, field, index];
    context.report(
      {
        code: 'FWY3275',
        message: `"${text}" in identity.${cloud}.${field} allows more than anybody can name`,
        fix:
          field === 'permissions'
            ? 'list the actions that the program really calls'
            : 'name the resource; only what lies below a named one may be written as /*',
      },
      path,
    );
  }
}

/** Whether a resource has a wildcard anywhere but as the last segment below a named resource. */
function tooWide(resource: string): boolean {
  const body = resource.replace(/\/\*$/, '');
  return body.includes('*') || (body !== resource && /(?:^|:)$/.test(body));
}
