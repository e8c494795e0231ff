// How long to wait: spread by chance, so that a hall full of browsers does not ask in the same second.
export const between = (from, to) => from + Math.random() * (to - from);

const LONGEST = 30_000;

// After so many failures in a row: 2 s, 4 s, 8 s … give or take a half.
export const backoff = (failures) => Math.min(LONGEST, 1000 * 2 ** failures) * between(0.5, 1.5);
