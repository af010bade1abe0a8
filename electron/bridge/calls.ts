import { z } from 'zod';
import { ExportInput } from '#contract/schemas/insight.ts';
import { LoginInput, RedeemInput, type User } from '#contract/schemas/user.ts';
import type { DesktopState } from './desktop-state.ts';
import { type Environment, EnvironmentChange, EnvironmentDraft, EnvironmentId, ProxyChoice, ServerUrl } from './environment.ts';
import type { Failure } from './failure.ts';
import { SettingsChange } from './settings.ts';

const none = z.undefined();
const OfEnvironment = z.strictObject({ id: EnvironmentId });
const AttachmentId = z.string().regex(/^[\w-]{1,64}$/);

/** What a window may ask of main, with the schema that its input has to fit. Main refuses everything else. */
export const calls = {
  'state:read': none,
  /** The window listens from here on: what was to be shown is sent to it. */
  'window:ready': none,
  'environments:add': EnvironmentDraft.strict(),
  'environments:edit': z.strictObject({ id: EnvironmentId, change: EnvironmentChange.strict() }),
  'environments:remove': OfEnvironment,
  'environments:reorder': z.strictObject({ ids: z.array(EnvironmentId).min(1) }),
  /** Tries an address without keeping it. */
  'environments:test': z.strictObject({ url: ServerUrl, proxy: ProxyChoice, caFile: z.string().max(1_000).nullable() }),
  'environments:sign-in': OfEnvironment.extend(LoginInput.shape),
  'environments:redeem': OfEnvironment.extend(RedeemInput.shape),
  'environments:sign-out': OfEnvironment.extend({ everywhere: z.boolean() }),
  /** Offline: tries at once. Of the local one that was given up: starts it anew. */
  'environments:retry': OfEnvironment,
  'environments:choose-ca': none,
  /** From now on, and as often as the environment is up, a port to it comes to this window (see `portMessage`). */
  'connection:attach': z.strictObject({ id: EnvironmentId, attachmentId: AttachmentId }),
  'connection:detach': z.strictObject({ attachmentId: AttachmentId }),
  /** Asks where to, and saves; `null` when the person chose nowhere. */
  'export:save': OfEnvironment.extend({ exportId: AttachmentId, request: ExportInput }),
  'export:cancel': z.strictObject({ exportId: AttachmentId }),
  'settings:write': SettingsChange.strict(),
  /** Till then; null: no longer. */
  'notifications:mute': z.strictObject({ until: z.date().nullable() }),
  /** Open incidents of the environment are known; of one signature where it is given. */
  'notifications:acknowledge': OfEnvironment.extend({ signature: z.string().max(2_000).optional() }),
  /** Shows one, so that a person sees whether they arrive. */
  'notifications:try': none,
  'local:read-log': none,
  'app:open-folder': z.strictObject({ which: z.enum(['logs', 'data']) }),
  'app:copy-diagnostics': none,
  'app:check-for-updates': none,
  'app:install-update': none,
} as const satisfies Record<string, z.ZodType>;

export type CallName = keyof typeof calls;
export type CallInput<Name extends CallName> = z.input<(typeof calls)[Name]>;

export type ConnectionTest = { isReachable: true; contractVersion: string; roundTripMs: number } | { isReachable: false; reason: Failure };

interface Outputs {
  'state:read': DesktopState;
  'environments:add': Environment;
  'environments:edit': Environment;
  'environments:test': ConnectionTest;
  'environments:sign-in': User;
  'environments:redeem': User;
  'environments:choose-ca': string | null;
  'export:save': string | null;
  'local:read-log': string[];
  'app:copy-diagnostics': string;
}
export type CallOutput<Name extends CallName> = Name extends keyof Outputs ? Outputs[Name] : null;
