import { explainField, explanationText, namesKind, type FieldExplanation } from '@fairway/compiler';
import { beforeAll, describe, expect, it } from 'vitest';
import { acmeFolder, loadOrganization, type LoadedOrganization } from './organization.ts';

let acme: LoadedOrganization;
beforeAll(async () => {
  acme = await loadOrganization(acmeFolder);
});

function explained(wanted: string): FieldExplanation {
  const answer = explainField(acme, wanted);
  if (!answer.found) throw new Error(answer.message);
  return answer.explanation;
}

describe('explaining a kind or a field', () => {
  it('says type, default with its document, variability, and rules', () => {
    expect(explained('WebService.scaling.maxReplicas')).toMatchObject({
      type: 'whole number',
      default: { value: 4, from: 'KindDefault/web-service (built in)' },
      varies: 'yes',
      rules: ['`scaling.minReplicas` is at most `scaling.maxReplicas`.'],
    });
  });

  it("names the organization's own default with its place", () => {
    const { default: fallback } = explained('WebService.reliability.sloClass');
    expect(fallback?.value).toBe('tier-3');
    expect(fallback?.from).toMatch(
      /^KindDefault\/acme-web-service \(platform\/kinds\/web-service-defaults\.yaml:\d+\)$/,
    );
  });

  it('reads any case, the plural, spec, and positions in lists', () => {
    const subject = 'WebService.secrets[].path';
    for (const wanted of [
      'webservice.secrets.path',
      'webservices.spec.secrets[0].path',
      'WebService.secrets[name=a].path',
    ]) {
      expect(explained(wanted).subject).toBe(subject);
    }
    expect(explained(subject).older).toEqual(['v1alpha1: `secrets[].providerRef`']);
    expect(explained('WebService.owner').varies).toBe('no');
  });

  it('lists the fields of a kind, also of the definition', () => {
    expect(explained('SizeProfile').fields.map(({ name }) => name)).toContain('cpuRequest');
    expect(explanationText(explained('WebService.exposure'))).toMatch(
      /\nFIELDS\n {2}class \(name of an ExposureClass/,
    );
    expect(namesKind(acme, 'medium')).toBe(false);
  });

  it('offers the nearest name', () => {
    expect(explainField(acme, 'WebService.scaling.maxReplica')).toMatchObject({
      found: false,
      known: ['WebService.scaling.maxReplicas'],
    });
    expect(explainField(acme, 'WebServise')).toMatchObject({ found: false, known: ['WebService'] });
  });
});
