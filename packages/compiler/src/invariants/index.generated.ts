// Generated from the folders beside it by `npm run gen`; edit there.

/** Every invariant, sorted by name. */
export const invariants = [] as const;
