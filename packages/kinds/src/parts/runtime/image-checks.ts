import { suggest, valueAt, type WorkloadView } from '@fairway/model';
import { liesIn } from '../../file-path.ts';
import { isSha256Digest, parseImage, type ImageReference } from '../../image.ts';
import type { ProgramContext } from './fields.ts';

/** Checks the image that runs, or the workload that it is taken from. */
export function checkImage(context: ProgramContext): void {
  const { image: written, imageFrom } = context.spec.runtime;
  if (imageFrom !== undefined) {
    if (written !== undefined) reportBoth(context, imageFrom);
    if (!checkSource(context, imageFrom)) return;
  }
  const { image } = context;
  if (image === null) {
    noteUnreleased(context);
    return;
  }
  // What is no good for its owner is no good for those who take it.
  const field = imageFrom === undefined ? 'image' : 'imageFrom';
  const parsed = parseImage(image);
  if (parsed === undefined) {
    report(
      context,
      'FWY3200',
      `"${image}" is no image reference`,
      'write it as registry.example.com/team/name:tag@sha256:…',
      field,
    );
    return;
  }
  checkRegistry(context, image, parsed, field);
  checkDigest(context, image, parsed, field);
}

type ImageField = 'image' | 'imageFrom';

function report(context: ProgramContext, code: string, message: string, fix: string, field: ImageField): void {
  context.report({ code, message, fix }, ['runtime', field]);
}

function noteUnreleased(context: ProgramContext): void {
  const { name, environment } = context;
  context.report(
    {
      code: 'FWY3217',
      severity: 'note',
      message: `no release for ${environment.name} yet: ${name} has no image, so what runs it is left out`,
      fix: `release it, or pass --image ${environment.name}:${name}=…`,
    },
    ['runtime', 'image'],
  );
}

function checkRegistry(
  context: ProgramContext,
  image: string,
  { repository }: ImageReference,
  field: ImageField,
): void {
  const registries = context.definition.organization.imageRegistries;
  if (registries.length === 0) return;
  for (const { host } of registries) if (liesIn(repository, host)) return;
  const hosts = registries.map(({ host }) => host).join(', ');
  report(
    context,
    'FWY3201',
    `the image ${image} comes from ${repository.split('/')[0] ?? ''}, which is not among the registries of the organization`,
    `push the image to ${hosts}, or ask the platform team to add the registry to imageRegistries`,
    field,
  );
}

function checkDigest(
  context: ProgramContext,
  image: string,
  { digest }: ImageReference,
  field: ImageField,
): void {
  if (digest !== undefined && !isSha256Digest(digest)) {
    report(
      context,
      'FWY3203',
      `the digest of ${image} is not a SHA-256: ${digest.length} characters where sha256: and 64 hexadecimal digits belong`,
      'copy the whole digest that the registry shows',
      field,
    );
  }
  if (digest !== undefined || !context.environment.class.spec.digestRequired) return;
  report(
    context,
    'FWY3202',
    `${image} can change under its tag; images go by digest only in ${context.environment.name}`,
    `write ${image}@sha256:… with the digest that the registry shows`,
    field,
  );
}

function reportBoth(context: ProgramContext, imageFrom: string): void {
  report(
    context,
    'FWY3204',
    `runtime.image and runtime.imageFrom (${imageFrom}) both say which image runs`,
    'keep one of the two',
    'image',
  );
}

/** The workload that the image is taken from exists in the own system and leads to its own image; returns whether it does. */
function checkSource(context: ProgramContext, imageFrom: string): boolean {
  const source = context.workload(imageFrom);
  if (imageFrom === context.name) {
    reportSource(
      context,
      'FWY3207',
      `${imageFrom} takes its image from itself`,
      'name the workload that is built, or write the image',
    );
  } else if (source === undefined) {
    const nearest = suggest(imageFrom, context.workloadNames());
    reportSource(
      context,
      'FWY3205',
      `no workload ${imageFrom} runs in ${context.environment.name}${nearest === undefined ? '' : `; did you mean ${nearest}?`}`,
      'name another workload of the same system',
    );
  } else if (source.system !== context.system) {
    reportSource(
      context,
      'FWY3206',
      `${imageFrom} belongs to the system ${source.system}; an image is shared within ${context.system} only`,
      'write the image itself',
    );
  } else return checkChain(context, source);
  return false;
}

function checkChain(context: ProgramContext, first: WorkloadView): boolean {
  const way: string[] = [context.name];
  let here: WorkloadView | undefined = first;
  while (here !== undefined) {
    const circle = way.includes(here.name);
    way.push(here.name);
    if (circle) {
      reportSource(
        context,
        'FWY3207',
        `images are taken in a circle: ${way.join(' → ')}`,
        'let one of them name its image',
      );
      return false;
    }
    const next = valueAt(here.spec, ['runtime', 'imageFrom']);
    here = typeof next === 'string' ? context.workload(next) : undefined;
  }
  return true;
}

function reportSource(context: ProgramContext, code: string, message: string, fix: string): void {
  context.report({ code, message, fix }, ['runtime', 'imageFrom']);
}
