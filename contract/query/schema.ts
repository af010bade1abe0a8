import { text } from '../schemas/common.ts';
import { parseQuery } from './parse.ts';
import { canonicalZone } from './zone.ts';

const LONGEST = 1_000;

/** A query as people write it: `status:failed type:quran -error:"rate limit" older:2d`. Refused with the place, counted from 1, and the reason. */
export const JobQuery = text(LONGEST)
  .superRefine((query, context) => {
    // What is too long is refused for that already.
    if (query.length > LONGEST) return;
    for (const { start, message } of parseQuery(query).problems)
      context.addIssue({ code: 'custom', message: `at ${start + 1}: ${message}` });
  })
  .describe('In the query language')
  .meta({ examples: ['status:failed older:2d'] });

export const JobQueryZone = text(64)
  .refine((timeZone) => canonicalZone(timeZone) !== null, 'is no time zone of the IANA database; write one such as UTC or Asia/Riyadh')
  .describe('The time zone that days of the query are in; UTC where it is left out')
  .meta({ examples: ['Asia/Riyadh'] });
