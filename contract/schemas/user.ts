import { z } from 'zod';
import { text } from './common.ts';

export const Role = z
  .enum(['viewer', 'operator', 'admin'])
  .describe('viewer looks; operator acts on jobs; admin also changes schedules, users and settings')
  .meta({ id: 'Role' });
export type Role = z.output<typeof Role>;

export const User = z
  .object({ username: z.string().describe('Name to sign in with'), role: Role })
  .meta({ id: 'User', description: 'Who is signed in', examples: [{ username: 'admin', role: 'admin' }] });
export type User = z.output<typeof User>;

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
    refreshToken: z.string().describe('Buys new tokens; keep it secret'),
    user: User,
  })
  .meta({ id: 'Tokens', description: 'What a sign-in gives' });
export type Tokens = z.output<typeof Tokens>;

export const RefreshInput = z.object({
  refreshToken: z.string().min(1).max(4_000).describe('The refresh token of the last sign-in or refresh'),
});
export type RefreshInput = z.output<typeof RefreshInput>;
