import { z } from 'zod';

/** The backend on this machine; every installation has it, once. */
export const LOCAL_ID = 'local';

export const EnvironmentId = z
  .string()
  .regex(/^[a-z0-9][a-z0-9-]{0,39}$/, 'must be 1 to 40 small letters, digits or dashes')
  .describe('Names an environment in addresses and deep links');
export type EnvironmentId = z.output<typeof EnvironmentId>;

/** Neutral hues; magenta is production's alone. */
export const EnvironmentColor = z.enum(['gray', 'blue', 'teal', 'green', 'amber', 'orange', 'violet', 'brown']);
export type EnvironmentColor = z.output<typeof EnvironmentColor>;

/** http(s), without credentials, query or fragment: those would be kept, and shown. */
export const ServerUrl = z
  .string()
  .trim()
  .max(500)
  .transform((value, context) => {
    const fault = (message: string) => {
      context.addIssue({ code: 'custom', message });
      return z.NEVER;
    };
    if (!URL.canParse(value)) return fault('must be an address such as https://sync.example.com');
    const url = new URL(value);
    if (url.protocol !== 'https:' && url.protocol !== 'http:') return fault('must begin with https:// or http://');
    if (url.username || url.password) return fault('must not hold a user name or password: sign in instead');
    if (url.search || url.hash) return fault('must end before any ? or #');
    return `${url.origin}${url.pathname.replace(/\/+$/, '')}`;
  });

export const ProxyChoice = z.discriminatedUnion('mode', [
  z.object({ mode: z.literal('system') }),
  z.object({ mode: z.literal('none') }),
  z.object({
    mode: z.literal('manual'),
    url: z
      .string()
      .max(500)
      .refine((value) => URL.canParse(value) && /^https?:$/.test(new URL(value).protocol), {
        message: 'must be the address of an HTTP proxy, such as http://proxy.example.com:3128',
      })
      // It would lie in the settings for all to read.
      .refine((value) => !URL.canParse(value) || !(new URL(value).username || new URL(value).password), {
        message: 'must not hold a user name or password: a proxy that asks for them is not supported',
      }),
  }),
]);
export type ProxyChoice = z.output<typeof ProxyChoice>;

const common = {
  id: EnvironmentId,
  name: z.string().trim().min(1, 'must not be empty').max(60),
  color: EnvironmentColor,
  tags: z.array(z.string().trim().min(1).max(30)).max(10),
  /** Nothing is changed there from this app, whatever the role. */
  isReadOnly: z.boolean(),
  /** Colours the window's frame, and asks for a typed confirmation before anything destructive. */
  isProduction: z.boolean(),
};

const LocalEnvironment = z.object({ kind: z.literal('local'), ...common });
const RemoteEnvironment = z.object({
  kind: z.literal('remote'),
  ...common,
  url: ServerUrl,
  proxy: ProxyChoice,
  /** PEM file with the authority that signed the server's certificate; null: those that the system trusts. */
  caFile: z.string().max(1_000).nullable(),
});
export const Environment = z.discriminatedUnion('kind', [LocalEnvironment, RemoteEnvironment]);
export type Environment = z.output<typeof Environment>;
export type RemoteEnvironment = z.output<typeof RemoteEnvironment>;

/** What a person says of a new remote environment; its id is made from its name. */
export const EnvironmentDraft = RemoteEnvironment.omit({ kind: true, id: true });
export type EnvironmentDraft = z.output<typeof EnvironmentDraft>;

/** Of the local one, only what does not place it. */
export const EnvironmentChange = EnvironmentDraft.partial();
export type EnvironmentChange = z.output<typeof EnvironmentChange>;
