// Generated from the folders beside it by `npm run gen`; edit there.

/** Every kind, sorted by name. */
export const kinds = [] as const;
