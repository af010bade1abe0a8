import { text } from '../schemas/common.ts';

/** A query as people write it: `status:failed type:quran -error:"rate limit" older:2d`. */
export const JobQuery = text(1_000)
  .describe('In the query language')
  .meta({ examples: ['status:failed older:2d'] });

export const JobQueryZone = text(64).describe('The time zone that days of the query are in; UTC where it is left out');
