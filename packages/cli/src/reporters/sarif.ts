import { docsOf, type Diagnostic } from '@fairway/model';

/** Diagnostics as SARIF 2.1.0: one run, one rule per code. Places are relative to where the tool ran. */
export function sarifReport(diagnostics: readonly Diagnostic[], version: string): object {
  const codes = [...new Set(diagnostics.map(({ code }) => code))].sort();
  return {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'fairway',
            version,
            informationUri: 'https://fairway.dev',
            rules: codes.map((id) => ({ id, helpUri: docsOf(id) })),
          },
        },
        columnKind: 'utf16CodeUnits',
        results: diagnostics.map((one) => ({
          ruleId: one.code,
          ruleIndex: codes.indexOf(one.code),
          level: one.severity,
          message: { text: one.fix === null ? one.message : `${one.message}\nFix: ${one.fix.summary}` },
          locations: locationsOf(one),
          relatedLocations: one.related.map((place, id) => ({
            id,
            message: { text: place.message },
            physicalLocation: {
              artifactLocation: { uri: uriOf(place.file) },
              region: { startLine: place.line, startColumn: place.column },
            },
          })),
        })),
      },
    ],
  };
}

/** None for a problem that belongs to no file. */
function locationsOf(one: Diagnostic): readonly object[] {
  if (one.file === '') return [];
  const region = {
    startLine: one.line,
    startColumn: one.column,
    endLine: one.endLine,
    endColumn: one.endColumn,
  };
  return [{ physicalLocation: { artifactLocation: { uri: uriOf(one.file) }, region } }];
}

/** A relative reference (RFC 3986): `#`, `?` and `%` in names of files are no syntax. */
function uriOf(file: string): string {
  return file
    .split('/')
    .map((segment) => encodeURIComponent(segment.toWellFormed()))
    .join('/');
}
