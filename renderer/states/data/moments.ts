/** The moment at which the page was opened; everything on it happened before or comes after. Pictures fix the clock there. */
export const now = Date.now();

const SECOND = 1_000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/** So many milliseconds ago; negative: in so many. */
export const ago = (ms: number): Date => new Date(now - ms);
