import type { SchemaTools } from '@fairway/model';

/** Fields of documents that only describe something of a system. */
export function recordFields({ fields }: SchemaTools) {
  return {
    owner: fields
      .reference('Team', 'The team that answers for it. If you leave it out: the owner of the system.')
      .optional(),
    system: fields
      .reference('System', "The system it belongs to. If you leave it out: the team's default system.")
      .optional(),
    description: fields.text('What it is for, in a sentence.').optional(),
  };
}
