export const ways = ['query', 'hand', 'ids'] as const;
/** How the jobs are chosen. */
export type Way = (typeof ways)[number];
