/** Says what is wrong with a text, as the rest of a sentence that starts with it; `undefined` if nothing is. */
export type FormatCheck = (text: string) => string | undefined;

/** The check of a format; `undefined` if the API server does not know it. */
export function formatCheck(_format: string): FormatCheck | undefined {
  return undefined;
}
