import type { JobTypeList } from '#contract/schemas/records.ts';

const ratePerSecond = {
  description: 'At most so many items a second, out of politeness to the source or the database. No limit by default.',
  type: 'number',
  exclusiveMinimum: 0,
  maximum: 100_000,
};

const makeType = (jobType: string, title: string, unit: string, properties: Record<string, unknown>): JobTypeList['items'][number] => ({
  jobType,
  title,
  unit,
  needsNetwork: false,
  paramsSchema: { type: 'object', properties: { ratePerSecond, ...properties }, additionalProperties: false },
});

/** Every kind of field that a form knows is among their params. */
export const jobTypes: JobTypeList['items'] = [
  makeType('quran', 'Quran text', 'verses', {
    translations: {
      default: ['en'],
      description: 'Languages whose translations are stored beside the text; an empty list stores the text alone.',
      type: 'array',
      items: { type: 'string', enum: ['bn', 'en', 'es', 'fr', 'id', 'ru', 'sv', 'tr', 'ur', 'zh'] },
    },
  }),
  makeType('prayer', 'Prayer times', 'days', {
    cities: {
      default: ['Makkah', 'Madinah'],
      description: 'Cities by name from the built-in list, or in full with latitude, longitude and time zone.',
      type: 'array',
      items: {
        anyOf: [
          { type: 'string', enum: ['Makkah', 'Madinah', 'Jerusalem', 'Cairo', 'Istanbul', 'London'] },
          {
            type: 'object',
            properties: {
              name: { type: 'string', maxLength: 100, description: 'What the city is stored under.' },
              latitude: { type: 'number', description: 'Degrees north.' },
              longitude: { type: 'number', description: 'Degrees east.' },
            },
            required: ['name', 'latitude', 'longitude'],
          },
        ],
      },
    },
    from: { type: 'string', format: 'date', description: 'The first day, in the cities’ own calendars. Today in UTC by default.' },
    days: { type: 'integer', default: 30, minimum: 1, maximum: 366, description: 'How many days, the first one included.' },
    method: { default: 'MuslimWorldLeague', enum: ['MuslimWorldLeague', 'Egyptian', 'UmmAlQura'], description: 'The calculation method.' },
    withSunset: { type: 'boolean', default: false, description: 'Stores sunset beside Maghrib.' },
  }),
  makeType('hadith', 'Hadith collections', 'hadiths', {
    editions: { default: ['eng-bukhari', 'eng-muslim'], type: 'array', items: { type: 'string' }, description: 'Editions to store.' },
    sectionsPerPage: { type: 'integer', default: 4, minimum: 1, maximum: 8, description: 'How many books are fetched together.' },
  }),
  makeType('audio', 'Recitations', 'files', {
    language: { type: 'string', default: 'eng', description: 'The language of the reciters’ names.' },
    concurrency: { type: 'integer', default: 4, minimum: 1, maximum: 16, description: 'How many files are asked for at once.' },
  }),
  makeType('finance', 'Exchange rates', 'rates', {
    bases: { default: ['usd', 'eur'], type: 'array', items: { type: 'string' }, description: 'Currencies, by lower-case code.' },
  }),
];
