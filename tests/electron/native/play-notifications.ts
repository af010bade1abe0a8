import type { DurableEvent } from '#contract/events/durable.ts';
import { defaultNotifications, type NotificationRule, type NotificationSettings } from '#electron/bridge/notification-rules.ts';
import type { Input, Scene } from '#electron/native/notifications/inputs.ts';
import type { Effect, GroupNotice, Notice } from '#electron/native/notifications/notice.ts';
import { reduce } from '#electron/native/notifications/reduce.ts';
import { emptyState, type NotificationsState } from '#electron/native/notifications/state.ts';
import { wordNotice } from '#electron/native/notifications/word-notice.ts';
import { createTexts, type Language } from '#electron/texts/texts.ts';

/** A Tuesday, 11:42 by this computer's clock, whatever its zone. */
export const start = new Date(2026, 2, 10, 11, 42).getTime();
export const SECOND = 1_000;
export const MINUTE = 60_000;
export const HOUR = 3_600_000;

const names: Record<string, { name: string; isProduction: boolean; isReadOnly: boolean }> = {
  'production-eu': { name: 'Production EU', isProduction: true, isReadOnly: false },
  staging: { name: 'Staging', isProduction: false, isReadOnly: false },
  cairo: { name: 'Cairo schools', isProduction: false, isReadOnly: true },
};

export const rule = (change: Partial<NotificationRule> = {}): NotificationRule => ({
  id: 'any',
  isOn: true,
  event: 'failed',
  environments: 'all',
  jobTypes: [],
  priority: null,
  afterMinutes: 1,
  deliver: 'quiet',
  hasSound: false,
  ...change,
});

export const settings = (change: Partial<NotificationSettings> = {}): NotificationSettings => ({
  ...defaultNotifications,
  rules: [rule()],
  ...change,
});

export interface StatusChange {
  job?: string;
  type?: string;
  name?: string;
  priority?: number;
  signature?: string;
  message?: string;
  from?: 'pending' | 'running' | 'failed';
  /** When it happened by the server; now where it is left out. */
  happenedAt?: number;
}

let seq = 0;

/** A person's clock, and what they are shown. */
export function play(chosen: NotificationSettings = settings(), from: NotificationsState = emptyState) {
  let now = start;
  let state = from;
  let current = chosen;
  const effects: Effect[] = [];
  const scene = (): Scene => ({ settings: current, isProduction: (id) => names[id]?.isProduction ?? false });
  let fresh: Effect[] = [];

  function feed(input: Input): Effect[] {
    const turn = reduce(state, input, scene(), now);
    state = turn.state;
    effects.push(...turn.effects);
    fresh.push(...turn.effects);
    return turn.effects;
  }
  function change(environmentId: string, status: 'failed' | 'completed' | 'running' | 'pending', what: StatusChange = {}): Effect[] {
    seq += 1;
    const { job = `job-${seq}`, type = 'quran', name = 'Uthmani text', priority = 5, signature = '<n> rate limit' } = what;
    const event: DurableEvent = {
      event: 'job:status',
      payload: {
        seq,
        at: new Date(what.happenedAt ?? now),
        jobId: job,
        jobType: type,
        jobName: name,
        status,
        previousStatus: what.from ?? 'running',
        priority,
        ...(status === 'failed' ? { errorMessage: what.message ?? '429 rate limit', errorSignature: signature } : {}),
      },
    };
    return feed({ kind: 'event', environmentId, event });
  }

  return {
    get now() {
      return now;
    },
    get state() {
      return state;
    },
    effects,
    feed,
    fails: (environmentId: string, what?: StatusChange) => change(environmentId, 'failed', what),
    completes: (environmentId: string, what?: StatusChange) => change(environmentId, 'completed', what),
    runs: (environmentId: string, what?: StatusChange) => change(environmentId, 'running', { from: 'pending', ...what }),
    retried: (environmentId: string, job: string) => change(environmentId, 'pending', { job, from: 'failed' }),
    deleted(environmentId: string, job: string) {
      seq += 1;
      const payload = { seq, at: new Date(now), jobId: job, action: 'delete', performedBy: 'berta', result: 'deleted' };
      return feed({ kind: 'event', environmentId, event: { event: 'job:action', payload } });
    },
    live: (environmentId: string) =>
      feed({ kind: 'connection', environmentId, state: 'live', at: now, needsSignIn: false, reason: '', isOff: false }),
    offline: (environmentId: string, more: { needsSignIn?: boolean; reason?: string; at?: number } = {}) =>
      feed({
        kind: 'connection',
        environmentId,
        state: 'offline',
        at: more.at ?? now,
        needsSignIn: more.needsSignIn ?? false,
        reason: more.reason ?? 'The server refused the connection',
        isOff: false,
      }),
    /** Time goes on, a few seconds at a time, as it does in the app. */
    pass(ms: number): Effect[] {
      const end = now + ms;
      const passed: Effect[] = [];
      const step = Math.max(2 * SECOND, ms / (ms > MINUTE ? 500 : 6));
      while (now < end) {
        now = Math.min(end, now + step);
        passed.push(...feed({ kind: 'tick' }));
      }
      return passed;
    },
    /** The clock jumps, without the app knowing. */
    jump(ms: number) {
      now += ms;
    },
    choose(next: NotificationSettings) {
      current = next;
    },
    /** What was told since it was last asked, in words: `show`, `update` or `close`, and the title. */
    told(language: Language = 'en'): string[] {
      const lines = fresh.flatMap((effect) => {
        if (effect.kind === 'open failures') return [];
        if (effect.kind === 'close') return ['close'];
        return [`${effect.kind}: ${this.words(effect.notice, language).title}`];
      });
      fresh = [];
      return lines;
    },
    words: (notice: Notice, language: Language = 'en') =>
      wordNotice(notice, { texts: createTexts(language), language, now, environment: (id) => names[id] }),
    /** The last that was shown or changed. */
    get last(): Notice {
      const notice = effects.flatMap((effect) => (effect.kind === 'show' || effect.kind === 'update' ? [effect.notice] : [])).at(-1);
      if (!notice) throw new Error('nothing was shown');
      return notice;
    },
    get lastGroup(): GroupNotice {
      const { last } = this;
      if (last.kind !== 'incident' && last.kind !== 'completed' && last.kind !== 'long run') throw new Error(`the last was ${last.kind}`);
      return last;
    },
    get open(): Record<string, number> {
      const counts: Record<string, number> = {};
      for (const effect of effects) if (effect.kind === 'open failures') counts[effect.environmentId] = effect.count;
      return counts;
    },
  };
}
