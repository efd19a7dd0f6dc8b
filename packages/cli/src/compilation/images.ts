import type { ImageOverride, PatchableService } from '@fairway/compiler';
import {
  diagnostic,
  fileStart,
  suggest,
  type Definition,
  type Diagnostic,
  type SourceDocument,
} from '@fairway/model';
import { WrongUse } from '../exit-code.ts';
import { parseService, problemOfService } from './services.ts';

/** Reads `[ENV:]NAME=REF`. @throws {WrongUse} where it is not that. */
export function parseImageOption(text: string): ImageOverride {
  const match = /^(?:([^:=]+):)?([^:=]+)=(.+)$/.exec(text);
  if (match === null) throw new WrongUse(`--image ${text} is not [ENV:]NAME=REF`);
  const [, environment, service = '', image = ''] = match;
  return environment === undefined ? { service, image } : { environment, service, image };
}

/** FWY4035: an image for an environment or a service that nobody has would quietly do nothing. */
export function checkImages(
  images: readonly ImageOverride[],
  { definition, intents }: { readonly definition: Definition; readonly intents: readonly SourceDocument[] },
  workloads: readonly PatchableService[],
): readonly Diagnostic[] {
  return images.flatMap(({ environment, service }) => {
    const found = [
      environment === undefined ? undefined : problemOfEnvironment(environment, definition),
      problemOfService(parseService(service, definition), workloads, intents),
    ];
    return found.flatMap((problem) =>
      problem === undefined
        ? []
        : [
            diagnostic(
              { code: 'FWY4035', message: `--image: ${problem.message}`, fix: problem.fix },
              fileStart('services'),
            ),
          ],
    );
  });
}

function problemOfEnvironment(
  name: string,
  definition: Definition,
): { readonly message: string; readonly fix: string } | undefined {
  if (definition.get('Environment', name) !== undefined) return undefined;
  const known = definition.names('Environment');
  const nearest = suggest(name, known);
  return {
    message: `there is no Environment ${name}${nearest === undefined ? '' : `; did you mean ${nearest}?`}`,
    fix: nearest === undefined ? `one of: ${known.join(', ')}` : `write ${nearest}`,
  };
}
