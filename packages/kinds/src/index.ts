import type { Plugin } from '@fairway/model';
import { kinds } from './kinds/index.generated.ts';

/** Fairway's own kinds. */
export const kindsPlugin: Plugin = { apiVersion: 1, name: 'fairway', kinds };

export { kinds } from './kinds/index.generated.ts';
export { parts } from './parts/index.generated.ts';
export { parseImage, type ImageReference } from './image.ts';
export { runDiagnostics } from './diagnostics/run.ts';
export { touchDiagnostics } from './diagnostics/touch.ts';
