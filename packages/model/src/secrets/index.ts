export { findPlainSecrets } from './detect.ts';
export { findPlainSecretsIn, plainSecretsIn, plainSecretsInText, type PlainSecret } from './document.ts';
export { createRedactor, redacted } from './redact.ts';
