import { defineKind } from '@fairway/model';
import { dataConstraints, dataFields, dataUpcoming, dataVary } from '../../touch/data-fields.ts';

/** Storage for files, reached over HTTP. */
export const bucketKind = defineKind({
  layer: 'data',
  kind: 'Bucket',
  plural: 'buckets',
  description: 'Storage for files, reached over HTTP.',
  upcoming: dataUpcoming,
  schema: (tools) => {
    const { fields } = tools;
    return {
      ...dataFields(tools),
      versioning: fields.flag('Keeps older versions of a file.').optional(),
      expireAfter: fields.duration('Files are deleted after this time.').optional(),
      immutableFor: fields.duration('Files can be neither changed nor deleted for this long.').optional(),
      allowOrigins: fields
        .list(
          fields.text('An origin such as `https://shop.example.com`.'),
          'Web pages that may read it from a browser.',
        )
        .optional(),
    };
  },
  vary: [...dataVary],
  constraints: [...dataConstraints],
});
