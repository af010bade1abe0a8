import { isIP } from 'node:net';
import path from 'node:path';
import { parseArgs } from 'node:util';
import envPaths from 'env-paths';
import { z } from 'zod';

/** Where a value came from, in the words of whoever set it. */
interface SettingSpec<Value> {
  env: string;
  /** The command line's name for it, where it has one. */
  flag?: string;
  /** What it wants, as the end of the sentence "… must be". */
  wants: string;
  parse: z.ZodType<Value, string | undefined>;
}

const port = z
  .string()
  .regex(/^\d{1,5}$/)
  .transform(Number)
  .refine((value) => value <= 65_535);
/** Several URLs in one value: a comma inside a URL is its own, unless another one begins behind it. */
const BETWEEN_URLS = /,(?=[a-z]+:\/\/)/;
const isUrl = (value: string, protocols: readonly string[]) => URL.canParse(value) && protocols.includes(new URL(value).protocol);
const url = (...protocols: string[]) => z.string().refine((value) => isUrl(value, protocols) && !BETWEEN_URLS.test(value));
const urls = (between: RegExp, ...protocols: string[]) =>
  z.string().refine((value) => value.split(between).every((part) => isUrl(part, protocols)));
const sourceUrl = (fallback: string) =>
  url('http:', 'https:')
    .default(fallback)
    .transform((value) => new URL(value));

const setting = <Value>(spec: SettingSpec<Value>): SettingSpec<Value> => spec;

/** Every setting there is. Nothing else reads the environment. */
const specs = {
  port: setting({ env: 'PORT', flag: 'port', wants: 'a port from 0 to 65535 (0 picks a free one)', parse: port.default(4747) }),
  host: setting({
    env: 'HOST',
    flag: 'host',
    wants: 'a host name or address to listen on',
    parse: z
      .string()
      .regex(/^[A-Za-z0-9.:_-]+$/)
      .default('127.0.0.1'),
  }),
  dataDir: setting({
    env: 'SYNCDECK_DATA_DIR',
    flag: 'data-dir',
    wants: 'a folder that Syncdeck may write in',
    parse: z
      .string()
      .min(1)
      .transform((value) => path.resolve(value))
      .prefault(envPaths('syncdeck', { suffix: '' }).data),
  }),
  role: setting({
    env: 'SYNCDECK_ROLE',
    flag: 'role',
    wants: '`all`, `api` or `worker`',
    parse: z.enum(['all', 'api', 'worker']).default('all'),
  }),
  databaseUrl: setting({
    env: 'DATABASE_URL',
    wants: 'a postgresql:// URL, or nothing for the embedded PostgreSQL',
    parse: url('postgres:', 'postgresql:').optional(),
  }),
  redisUrl: setting({
    env: 'REDIS_URL',
    wants: 'a redis:// or rediss:// URL (of a Redis Cluster: several, separated by commas), or nothing to keep the queue in PostgreSQL',
    parse: urls(BETWEEN_URLS, 'redis:', 'rediss:').optional(),
  }),
  adminPassword: setting({
    env: 'SYNCDECK_ADMIN_PASSWORD',
    wants: 'a password of 8 to 256 characters for the user admin',
    parse: z.string().min(8).max(256).optional(),
  }),
  jwtSecret: setting({ env: 'SYNCDECK_JWT_SECRET', wants: 'a secret of at least 32 characters', parse: z.string().min(32).optional() }),
  firstRun: setting({
    env: 'SYNCDECK_FIRST_RUN',
    wants: '`on`, or `off` to queue nothing at the first start',
    parse: z.enum(['on', 'off']).default('on'),
  }),
  frontendUrls: setting({
    env: 'FRONTEND_URL',
    wants: 'an http:// or https:// origin, or several separated by commas',
    parse: urls(/,/, 'http:', 'https:')
      .optional()
      .transform((value) => (value ? value.split(',').map((part) => new URL(part).origin) : [])),
  }),
  logLevel: setting({
    env: 'LOG_LEVEL',
    wants: 'one of fatal, error, warn, info, debug, trace, silent',
    parse: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
  }),
  trustedProxies: setting({
    env: 'SYNCDECK_TRUSTED_PROXIES',
    wants: 'addresses of the reverse proxies in front, or ranges such as 10.0.0.0/8, separated by commas',
    parse: z
      .string()
      .refine((value) => value.split(',').every((part) => isIP(part.trim().replace(/\/\d{1,3}$/, '')) > 0))
      .optional(),
  }),
  metricsPort: setting({
    env: 'SYNCDECK_METRICS_PORT',
    wants: 'a port from 0 to 65535 (0 picks a free one) where a worker serves its health and metrics',
    parse: port.optional(),
  }),
  otlpEndpoint: setting({
    env: 'OTEL_EXPORTER_OTLP_ENDPOINT',
    wants: 'the http(s) base URL of an OTLP collector, to which v1/traces is added',
    parse: url('http:', 'https:').optional(),
  }),
  traceExporter: setting({
    env: 'OTEL_EXPORTER_OTLP_TRACES_ENDPOINT',
    wants: 'the http(s) URL of an OTLP collector that takes traces',
    parse: url('http:', 'https:')
      .optional()
      .transform((value) => value && new URL(value)),
  }),
  quranSource: setting({
    env: 'SYNCDECK_QURAN_SOURCE',
    wants: '`package`, or the http(s) base URL of a Quran.com API v4',
    parse: z.union([z.literal('package'), url('http:', 'https:').transform((value) => new URL(value))]).default('package'),
  }),
  hadithSource: setting({
    env: 'SYNCDECK_HADITH_SOURCE',
    wants: 'the http(s) base URL of the hadith API',
    parse: sourceUrl('https://cdn.jsdelivr.net/gh/fawazahmed0/hadith-api@1'),
  }),
  audioSource: setting({
    env: 'SYNCDECK_AUDIO_SOURCE',
    wants: 'the http(s) base URL of the mp3quran API v3',
    parse: sourceUrl('https://mp3quran.net/api/v3'),
  }),
  financeSource: setting({
    env: 'SYNCDECK_FINANCE_SOURCE',
    wants: 'the http(s) base URL of the currency API, without its date',
    parse: sourceUrl('https://cdn.jsdelivr.net/npm/@fawazahmed0/currency-api'),
  }),
};

type Specs = typeof specs;
export type Settings = { [Name in keyof Specs]: z.output<Specs[Name]['parse']> } & { headless: boolean };

/** A URL, or what was meant to be one, without its credentials: what stands before the last @, and its query. */
const withoutCredentials = (value: string): string =>
  value
    .split(BETWEEN_URLS)
    .map((part) => part.replace(/^([a-z+]+:\/\/)?.*@/s, '$1***@').replace(/\?.*$/s, '?…'))
    .join(',');

/** What a refusal may show of a value: never a secret's, never a URL's credentials. */
function shown(spec: SettingSpec<unknown>, value: string): string {
  if (/PASSWORD|SECRET/.test(spec.env)) return `a value of ${value.length} characters`;
  return JSON.stringify(/URL|SOURCE|ENDPOINT/.test(spec.env) ? withoutCredentials(value) : value);
}

export class SettingsError extends Error {
  override readonly name = 'SettingsError';
}

/** What this process was told, complete and checked. @throws SettingsError: a line for each setting that does not fit. */
export function readSettings(args: readonly string[], env: Readonly<Record<string, string | undefined>>): Settings {
  const named = Object.entries(specs) as [keyof Specs, SettingSpec<unknown>][];
  const options = Object.fromEntries(named.flatMap(([, spec]) => (spec.flag ? [[spec.flag, { type: 'string' as const }]] : [])));
  const refusals: string[] = [];
  let flags: Record<string, string | boolean | undefined> = {};
  try {
    flags = parseArgs({ args: [...args], options: { ...options, headless: { type: 'boolean' } }, strict: true }).values as typeof flags;
  } catch (error) {
    const known = [...Object.keys(options), 'headless'].map((flag) => `--${flag}`).join(', ');
    // A stray argument may be a secret that lost its flag: it is not repeated.
    const stray = (error as NodeJS.ErrnoException).code === 'ERR_PARSE_ARGS_UNEXPECTED_POSITIONAL';
    const what = stray ? 'There is an argument that belongs to no flag' : (error as Error).message.split('. ')[0];
    refusals.push(`${what}. The flags are ${known}.`);
  }
  const settings: Record<string, unknown> = { headless: flags.headless === true };
  for (const [name, spec] of named) {
    const flag = spec.flag === undefined ? undefined : (flags[spec.flag] as string | undefined);
    // An empty variable is what a shell leaves of one that was never meant.
    const value = flag ?? (env[spec.env] || undefined);
    const parsed = spec.parse.safeParse(value);
    if (parsed.success) settings[name] = parsed.data;
    else refusals.push(`${flag === undefined ? spec.env : `--${spec.flag}`} is ${shown(spec, value ?? '')}; it must be ${spec.wants}.`);
  }
  const isMissing = (env: string, value: unknown) => value === undefined && !refusals.some((refusal) => refusal.startsWith(`${env} is`));
  if (settings.role === 'api' && isMissing('SYNCDECK_JWT_SECRET', settings.jwtSecret)) {
    refusals.push(
      `SYNCDECK_JWT_SECRET is not set; with the role \`api\` it must be ${specs.jwtSecret.wants}, the same on every API process.`,
    );
  }
  if (settings.role === 'worker' && isMissing('DATABASE_URL', settings.databaseUrl)) {
    refusals.push(
      'DATABASE_URL is not set; with the role `worker` it must be the postgresql:// URL of the database that the API processes use.',
    );
  }
  if (refusals.length > 0) throw new SettingsError(refusals.join('\n'));
  const read = settings as Settings;
  // As OpenTelemetry has it: the endpoint of traces alone is told whole, that of all signals is a base.
  if (read.otlpEndpoint) read.traceExporter ??= new URL(`${read.otlpEndpoint.replace(/\/+$/, '')}/v1/traces`);
  return read;
}
