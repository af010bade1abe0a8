import { z } from 'zod';
import { DateTime, text } from './common.ts';

export const Role = z
  .enum(['viewer', 'operator', 'admin'])
  .describe('viewer looks; operator acts on jobs; admin also changes schedules, users and settings')
  .meta({ id: 'Role' });
export type Role = z.output<typeof Role>;

export const User = z
  .object({ username: z.string().describe('Name to sign in with'), role: Role })
  .meta({ id: 'User', description: 'Who is signed in', examples: [{ username: 'admin', role: 'admin' }] });
export type User = z.output<typeof User>;

/** Names with a colon are taken: `local:anna` is the desktop app, `token:deploy` a script. */
const Username = z
  .string()
  .regex(/^[\p{L}\p{N}][\p{L}\p{N}._@-]{0,99}$/u, 'must be 1 to 100 letters, digits, dots, dashes, underscores or @')
  .describe('Name to sign in with')
  .meta({ examples: ['anna'] });

const NewPassword = z.string().min(8).max(256).describe('8 to 256 characters');

export const LoginInput = z.object({
  username: text(255)
    .min(1)
    .describe('Name to sign in with')
    .meta({ examples: ['admin'] }),
  password: z.string().min(1).max(256).describe('The password'),
});
export type LoginInput = z.output<typeof LoginInput>;

export const Tokens = z
  .object({
    accessToken: z.string().describe('For `Authorization: Bearer`; valid for 15 minutes'),
    refreshToken: z.string().describe('Buys new tokens, once; keep it secret'),
    user: User,
  })
  .meta({ id: 'Tokens', description: 'What a sign-in gives' });
export type Tokens = z.output<typeof Tokens>;

export const RefreshInput = z.object({
  refreshToken: z.string().min(1).max(4_000).describe('The refresh token of the last sign-in or refresh'),
});
export type RefreshInput = z.output<typeof RefreshInput>;

export const RedeemInput = z.object({ code: z.string().min(1).max(200).describe('What stands behind `#sign-in=` in the link') });
export type RedeemInput = z.output<typeof RedeemInput>;

export const PasswordInput = z.object({
  currentPassword: z.string().max(256).optional().describe('Needed unless this session was begun with a one-time link'),
  newPassword: NewPassword,
});
export type PasswordInput = z.output<typeof PasswordInput>;

export const Done = z.object({ success: z.literal(true), message: z.string().describe('What was done, in words') });
export type Done = z.output<typeof Done>;

export const Session = z
  .object({
    sessionId: z.uuid(),
    createdAt: DateTime.describe('When it was signed in'),
    lastUsedAt: DateTime.describe('Its last refresh'),
    expiresAt: DateTime,
    address: z.string().nullable().describe('From where it was signed in'),
    userAgent: z.string().nullable(),
    current: z.boolean().describe('True for the one that asks'),
  })
  .meta({ id: 'Session', description: 'A sign-in that holds' });
export type Session = z.output<typeof Session>;

export const SessionList = z.object({ items: z.array(Session) });
export type SessionList = z.output<typeof SessionList>;
export const SessionIdInput = z.object({ sessionId: z.uuid().describe('A session’s id') });
export type SessionIdInput = z.output<typeof SessionIdInput>;

export const UserRecord = User.extend({
  createdAt: DateTime,
  updatedAt: DateTime,
  lastSignInAt: DateTime.nullable(),
  sessions: z.number().int().nonnegative().describe('Sign-ins that hold'),
}).meta({ id: 'UserRecord', description: 'A user, for those who manage them' });
export type UserRecord = z.output<typeof UserRecord>;

export const UserList = z.object({ items: z.array(UserRecord) });
export type UserList = z.output<typeof UserList>;
/** Any text: a name that can't be is one that there is not. */
export const UsernameInput = z.object({ username: text(255).min(1).describe('A user’s name') });
export type UsernameInput = z.output<typeof UsernameInput>;
export const UserCreate = z.object({ username: Username, role: Role, password: NewPassword });
export type UserCreate = z.output<typeof UserCreate>;
export const UserUpdate = UsernameInput.extend({ role: Role.optional(), password: NewPassword.optional() });
export type UserUpdate = z.output<typeof UserUpdate>;

export const ApiToken = z
  .object({
    tokenId: z.uuid(),
    name: z.string().describe('What it is for; it acts as `token:` and this name'),
    role: Role,
    createdBy: z.string(),
    createdAt: DateTime,
    expiresAt: DateTime,
    lastUsedAt: DateTime.nullable().describe('To the minute'),
  })
  .meta({ id: 'ApiToken', description: 'A token for a script' });
export type ApiToken = z.output<typeof ApiToken>;

export const ApiTokenList = z.object({ items: z.array(ApiToken) });
export type ApiTokenList = z.output<typeof ApiTokenList>;
export const ApiTokenCreate = z.object({
  name: z
    .string()
    .regex(/^[\p{L}\p{N}][\p{L}\p{N} ._-]{0,99}$/u, 'must be 1 to 100 letters, digits, spaces, dots, dashes or underscores')
    .describe('What it is for')
    .meta({ examples: ['deploy'] }),
  role: Role,
  expiresInDays: z.number().int().min(1).max(365).default(90),
});
export type ApiTokenCreate = z.output<typeof ApiTokenCreate>;
export const NewApiToken = ApiToken.extend({ token: z.string().describe('For `Authorization: Bearer`; shown only now') }).meta({
  id: 'NewApiToken',
  description: 'A token that was just made',
});
export type NewApiToken = z.output<typeof NewApiToken>;
export const TokenIdInput = z.object({ tokenId: z.uuid().describe('A token’s id') });
export type TokenIdInput = z.output<typeof TokenIdInput>;
