import { declaredReasons } from '@fairway/compiler';
import { compareText } from '@fairway/model';
import type { Generator } from '../generator.ts';

const file = 'docs/reference/reasons.md';

/** The page that `fairway why` names where no line of anybody decides a field. */
export const generator: Generator = {
  name: 'reason-page',
  owns: [file],
  generate: () => Promise.resolve(new Map([[file, page()]])),
};

function page(): string {
  const sorted = [...declaredReasons().values()].toSorted((a, b) => compareText(a.reason, b.reason));
  const entries = sorted.map(
    ({ anchor, fields, reason }) =>
      `<a id="${anchor}"></a>\n\n### ${reason}\n\n${fields.map((field) => `- \`${field}\``).join('\n')}\n`,
  );
  return `# Reasons\n\nFields that no line of an intent, profile, or class moves, and why they are as they are; \`fairway why\` names the reason\nof such a field. \`*\` is one name or entry, \`**\` everything below. Where no kind is named, all objects are meant. What a\nreason fixes can still be changed by a [patch](../guides/patches.md), unless an invariant holds it.\n\n${entries.join('\n')}`;
}
