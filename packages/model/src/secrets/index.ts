export { findPlainSecrets, plainSecretsIn } from './detect.ts';
export { createRedactor, redacted } from './redact.ts';
