import type { DiagnosticEntry, Severity } from '@fairway/model';

type Files = Readonly<Record<string, string>>;

/** A page of the catalogue. */
export function page(
  code: string,
  title: string,
  texts: { readonly explanation: string; readonly fix: string; readonly severity?: Severity },
  bad: string | Files,
  good: string | Files,
): DiagnosticEntry {
  const { explanation, fix, severity = 'error' } = texts;
  return { code, title, severity, explanation, fix, bad: files(bad), good: files(good) };
}

/** A page of something that files of an organization cannot show: `example` says how it comes about. */
export function toldPage(
  code: string,
  title: string,
  texts: { readonly explanation: string; readonly fix: string; readonly severity?: Severity },
  example: string,
): DiagnosticEntry {
  const { explanation, fix, severity = 'error' } = texts;
  return { code, title, severity, explanation, fix, example, bad: {}, good: {} };
}

/** A text alone is `services/web.yaml`. */
function files(given: string | Files): Files {
  return typeof given === 'string' ? { 'services/web.yaml': given } : given;
}

export const image = `registry.example.com/shop/web:1@sha256:${'0123456789abcdef'.repeat(4)}`;

/** A WebService of team-a; `more` are lines below `spec`, with their indentation. */
export function web(more = '', name = 'web'): string {
  return `apiVersion: platform.example.com/v1beta1
kind: WebService
metadata:
  name: ${name}
spec:
  owner: team-a
  runtime:
    language: go
    image: ${image}
${more}`;
}

/** A document of the definition or of governance. */
export function definition(kind: string, name: string, spec: string): string {
  return `apiVersion: fairway.dev/v1alpha1
kind: ${kind}
metadata:
  name: ${name}
spec:
${spec}`;
}
