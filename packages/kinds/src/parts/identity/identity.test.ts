import { describe, expect, it } from 'vitest';
import { edgesOf, lowerTouching, nodesOf, problemOf, type TouchOptions } from '../../touch/testing.ts';
import { identityPart } from './identity.ts';

const profiles: TouchOptions = {
  documents: {
    IdentityProfile: {
      'read-secrets': {
        aws: { permissions: ['secretsmanager:GetSecretValue'], resources: ['arn:aws:x:{system}/y'] },
      },
      'read-vault': {
        azure: {
          permissions: ['Key Vault Secrets User'],
          scope: '/subscriptions/1/vaults/{environment}',
          identities: { prod: { clientId: 'client-1', principalId: 'p', resourceId: 'r' } },
        },
      },
    },
  },
};
const lower = (identity: object) => lowerTouching(identityPart, { identity }, profiles);

describe('the part identity', () => {
  it('resolves profiles, fills placeholders, and joins workload and identity', () => {
    const lowered = lower({ aws: { profile: 'read-secrets' }, azure: { profile: 'read-vault' } });
    expect(lowered.problems).toEqual([]);
    expect(nodesOf(lowered)).toEqual({
      'identity:shop/web': {
        aws: {
          profile: 'read-secrets',
          permissions: ['secretsmanager:GetSecretValue'],
          resources: ['arn:aws:x:shop/y'],
        },
        azure: {
          profile: 'read-vault',
          permissions: ['Key Vault Secrets User'],
          scope: '/subscriptions/1/vaults/prod',
          clientId: 'client-1',
        },
      },
    });
    expect(Object.keys(edgesOf(lowered))).toEqual(['uses:workload:shop/web->identity:shop/web']);
  });

  it('takes permissions as they are written', () => {
    const aws = { permissions: ['s3:GetObject'], resources: ['arn:aws:s3:::orders/*'] };
    expect(nodesOf(lower({ aws }))).toEqual({ 'identity:shop/web': { aws } });
  });

  it('says which profiles know the cloud', () => {
    const problem = problemOf(lower({ azure: { profile: 'read-secrets' } }));
    expect(problem).toMatchObject({ code: 'FWY3276', at: 'identity.azure.profile' });
    expect(problem.fix).toContain('read-vault');
  });

  it.each([
    [{ aws: { permissions: ['s3:*'], resources: ['arn:aws:s3:::a'] } }, 'identity.aws.permissions.0'],
    [{ aws: { permissions: ['s3:GetObject'], resources: ['*'] } }, 'identity.aws.resources.0'],
    [
      { aws: { permissions: ['s3:GetObject'], resources: ['arn:aws:s3:::a', 'arn:aws:s3:::*/*'] } },
      'identity.aws.resources.1',
    ],
    [{ aws: { permissions: ['s3:GetObject'], resources: ['arn:aws:s3:::/*'] } }, 'identity.aws.resources.0'],
    [{ azure: { permissions: ['*'], scope: '/subscriptions/1' } }, 'identity.azure.permissions.0'],
    [{ azure: { permissions: ['Reader'], scope: '/' } }, 'identity.azure.scope'],
  ])('refuses the wildcard in %j', (identity, at) => {
    expect(problemOf(lower(identity))).toMatchObject({ code: 'FWY3275', at });
  });

  it('leaves a workload without identity alone', () => {
    expect(lowerTouching(identityPart, {}).contributions).toEqual([]);
  });
});
