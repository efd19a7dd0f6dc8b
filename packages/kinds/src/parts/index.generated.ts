// Generated from the folders beside it by `npm run gen`; edit there.

/** Every part, sorted by name. */
export const parts = [] as const;
