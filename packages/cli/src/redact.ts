import { createRedactor } from '@fairway/model';

/** The one redactor: every text that the command line prints goes through it. */
export const redact: (text: string) => string = createRedactor();
