import type { ImageOverride } from '@fairway/compiler';
import { WrongUse } from '../exit-code.ts';

/** Reads `[ENV:]NAME=REF`. @throws {WrongUse} where it is not that. */
export function parseImageOption(text: string): ImageOverride {
  const match = /^(?:([^:=]+):)?([^:=]+)=(.+)$/.exec(text);
  if (match === null) throw new WrongUse(`--image ${text} is not [ENV:]NAME=REF`);
  const [, environment, service = '', image = ''] = match;
  return environment === undefined ? { service, image } : { environment, service, image };
}
