import { builtinUpstream, releaseOf, uncheckedKinds, type Minor } from '@fairway/kubernetes';
import type { KubernetesObject } from '../../client.ts';
import type { Section } from '../../report/section.ts';
import { classNames, kindsWithout } from './classes.ts';
import { kindOf } from './example.ts';

/** Columns of the table of verdicts: the minor, then the numbers in the order in which they are found out. */
export const verdictsHead = [
  'Kubernetes',
  'Objects of acme',
  'Other objects of tests, pages, and clusters',
  'Objects that errors keep in the compiler',
  'Objects with most fields of their kind',
  'Valid variants',
  'Mutations',
] as const;

const list = (kinds: readonly string[]): string => kinds.map((kind) => `\`${kind}\``).join(', ');

/** What is said of verdicts, with the numbers of each minor. */
export function verdictsSection(facts: ReadonlyMap<Minor, readonly number[]>, kinds: number): Section {
  const newest = [...facts.keys()].at(-1) as Minor;
  return {
    order: 10,
    title: 'Verdicts: every object that Fairway emits',
    text: [
      'Each object was sent to a real API server by server-side apply in a dry run, and its verdict was that of the strict check in the compiler. Objects are those of acme; of every example of the catalog of diagnostics, right and wrong; of the pages of kinds; of generated services; and of acme on clusters with other gateways, networks, secret stores, versions, and capabilities. Equal objects count once. Objects of units that an error blocks need only have equal verdicts; all others were accepted by both.',
      `The largest object of each of the ${kinds} kinds was then changed at each of its places. Both refused an unknown field, a wrong type, and a version that nobody serves of every kind, and each of the following of every kind that can have it at all.`,
      ...classNames.map((name) => `Class “${name}”: every kind but ${list(kindsWithout(name, newest))}.`),
    ],
    table: {
      head: verdictsHead,
      rows: [...facts].map(([minor, numbers]) => [minor, ...numbers.map(String)]),
    },
  };
}

/** Which kinds were checked against which product, and which were not. */
export function kindsSection(chosen: readonly KubernetesObject[], minors: readonly Minor[]): Section {
  const upstream = builtinUpstream();
  const rows = chosen.map((object) => {
    const found = minors.flatMap((minor) => {
      const kind = upstream.kindOf(object.apiVersion, object.kind, minor);
      return kind === undefined ? [] : [{ minor, ...kind.source }];
    });
    const versions = new Set(found.map((source) => `${source.product} ${releaseOf(source)}`));
    return [`\`${kindOf(object)}\``, [...versions].join(', '), found.map(({ minor }) => minor).join(', ')];
  });
  return {
    order: 13,
    title: 'The kinds and where their schemas come from',
    text: [
      'Fairway emits these kinds. Their objects were judged by API servers of these minors, with the definitions of these releases installed.',
      `Emitted, but not judged, because there is no definition at hand: ${list(uncheckedKinds.map(kindOf))}.`,
    ],
    table: {
      head: ['Kind', 'Schema of', 'Judged on Kubernetes'],
      rows: rows.toSorted(([a = ''], [b = '']) => (a < b ? -1 : 1)),
    },
  };
}
