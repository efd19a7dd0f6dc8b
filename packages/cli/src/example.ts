import { fileURLToPath } from 'node:url';

/** The folder of the example organization. The bundle lies as deep as this file, so both find it. */
export const exampleFolder: string = fileURLToPath(new URL('../../../examples/acme', import.meta.url));
