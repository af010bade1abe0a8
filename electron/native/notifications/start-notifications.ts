import type { DurableEvent } from '#contract/events/durable.ts';
import type { DesktopSettings } from '#electron/bridge/settings.ts';
import type { Environments } from '#electron/connections/environments.ts';
import { createTexts } from '#electron/texts/texts.ts';
import { createAdmission } from './admit-events.ts';
import { askPriorities } from './ask-server.ts';
import { createCatchUp } from './catch-up.ts';
import { asksForPriority } from './find-rule.ts';
import { createFollower } from './follow-connections.ts';
import type { Input } from './inputs.ts';
import type { Effect } from './notice.ts';
import { reduce } from './reduce.ts';
import { respond } from './respond.ts';
import { type Group, openCount } from './state.ts';
import { readStored, toStored } from './stored-state.ts';
import type { NotificationSurface } from './surface.ts';
import { type NativeNotice, wordNotice } from './word-notice.ts';

const TICK_MS = 2_000;
const SAVE_EVERY_MS = 1_000;

export interface NotificationsDeps {
  environments: Environments;
  /** As they are now; asked for anew each time. */
  settings(): DesktopSettings;
  surface: NotificationSurface;
  /** Brings the window to the front, on a page of its own. */
  openWindow(path: string): void;
  /** Keeps open incidents over the app's end. */
  store: { read(): unknown; write(value: Record<string, unknown>): void };
  log: { warn(fields: object, message: string): void };
  /** A new notification is there: badge and task bar may want to be seen. */
  onNew?(): void;
  /** `mutedUntil` or the incidents changed. */
  onChange?(): void;
  /** For tests. */
  clock?: { now(): number; every(ms: number, run: () => void): () => void };
}

interface OpenIncident extends Pick<Group, 'environmentId' | 'signature' | 'jobTypes' | 'message' | 'count' | 'since' | 'last'> {
  /** Jobs that are failed still. */
  open: number;
}

export interface Notifications {
  /** Till then nothing is shown; null: no longer muted. */
  mute(until: Date | null): void;
  mutedUntil(): Date | null;
  /** Incidents of the environment are known, or that of one signature: they end. */
  acknowledge(environmentId: string, signature?: string): void;
  openIncidents(): OpenIncident[];
  /** Shows one whatever the rules say, so that a person sees whether they arrive. */
  trySample(): void;
  suspend(): void;
  wake(): void;
  stop(): void;
}

const systemClock = {
  now: () => Date.now(),
  every(ms: number, run: () => void) {
    const timer = setInterval(run, ms);
    return () => clearInterval(timer);
  },
};

/** Tells what happens in all environments in the system's notifications, by the person's rules; with every window closed, too. */
export function startNotifications(deps: NotificationsDeps): Notifications {
  const { environments, settings, surface, log, clock = systemClock } = deps;
  let state = readStored(readFile());
  let savedAt = Number.NEGATIVE_INFINITY;
  let saved = state;

  function readFile(): unknown {
    try {
      return deps.store.read();
    } catch (err) {
      log.warn({ err }, 'The open incidents could not be read; there are none to begin with');
      return undefined;
    }
  }
  function save(): void {
    if (saved.groups === state.groups && saved.mutedUntil === state.mutedUntil && saved.shownAt === state.shownAt) return;
    savedAt = clock.now();
    saved = state;
    try {
      deps.store.write(toStored(state));
    } catch (err) {
      log.warn({ err }, 'The open incidents could not be kept');
    }
  }

  const isProduction = (id: string) => environments.find(id)?.environment.isProduction ?? false;
  const texts = () => createTexts(settings().language);
  const wording = () => ({
    texts: texts(),
    language: settings().language,
    now: clock.now(),
    environment: (id: string) => environments.find(id)?.environment,
  });

  function feed(input: Input): void {
    const before = state;
    const turn = reduce(state, input, { settings: settings().notifications, isProduction }, clock.now());
    state = turn.state;
    for (const effect of turn.effects) carryOut(effect);
    if (clock.now() >= savedAt + SAVE_EVERY_MS) save();
    if (before.mutedUntil !== state.mutedUntil) deps.onChange?.();
  }
  function carryOut(effect: Effect): void {
    if (effect.kind === 'close') surface.close(effect.key);
    else if (effect.kind === 'open failures') environments.setOpenFailures(effect.environmentId, effect.count);
    else showNotice(wordNotice(effect.notice, wording()));
    if (effect.kind === 'show') deps.onNew?.();
  }
  function showNotice(notice: NativeNotice): void {
    surface.show(notice, {
      click: () => deps.openWindow(notice.path),
      action: (action) =>
        void respond(action, notice, {
          ...deps,
          now: clock.now,
          feed,
          showNotice,
          texts,
          group: () => state.groups.find(({ key }) => key === notice.key),
        }),
      dismissed: () => feed({ kind: 'dismissed', key: notice.key }),
    });
  }

  const admission = createAdmission({
    needsPriority: (environmentId, event) => needsPriority(environmentId, event),
    async lookUp(environmentId, jobIds) {
      const client = environments.clientOf(environmentId);
      return client ? askPriorities(client, jobIds) : new Map();
    },
    take: (environmentId, event) => feed({ kind: 'event', environmentId, event }),
    onError: (err) => log.warn({ err }, 'Priorities of jobs could not be asked for'),
  });
  function needsPriority(environmentId: string, { event, payload }: DurableEvent): boolean {
    if (event !== 'job:status' || payload.priority !== undefined) return false;
    const { status, jobType } = payload;
    const kind = status === 'running' ? 'long run' : status;
    if (kind !== 'failed' && kind !== 'completed' && kind !== 'long run') return false;
    return asksForPriority(settings().notifications.rules, {
      event: kind,
      environmentId,
      isProduction: isProduction(environmentId),
      jobType,
    });
  }

  const catchUp = createCatchUp({ environments, groups: () => state.groups, feed, now: clock.now, log });
  const follower = createFollower({ environments, feed, onLive: catchUp.onLive });
  const stopListening = environments.listen({
    onChange: follower.look,
    onEvent(environmentId, event) {
      catchUp.heard(environmentId, event);
      admission.admit(environmentId, event);
    },
    onGap: catchUp.onGap,
  });
  const stopTicking = clock.every(TICK_MS, () => {
    feed({ kind: 'tick' });
    catchUp.onTick();
  });
  feed({ kind: 'tick' });
  follower.look();

  return {
    mute: (until) => feed({ kind: 'mute', until: until?.getTime() ?? null }),
    mutedUntil: () => (state.mutedUntil !== null && state.mutedUntil > clock.now() ? new Date(state.mutedUntil) : null),
    acknowledge: (environmentId, signature) => feed({ kind: 'acknowledge', environmentId, signature }),
    openIncidents: () =>
      state.groups
        .filter((group) => group.event === 'failed' && openCount(group) > 0)
        .map(({ environmentId, signature, jobTypes, message, count, since, last, ...group }) => ({
          environmentId,
          signature,
          jobTypes,
          message,
          count,
          since,
          last,
          open: openCount({ ...group, environmentId, signature, jobTypes, message, count, since, last }),
        })),
    trySample() {
      const t = texts().notifications;
      showNotice({ key: 'sample', title: t.sample, body: t.sampleText, actions: [], isSilent: false, path: '/desktop' });
    },
    suspend: () => feed({ kind: 'sleep' }),
    wake: () => feed({ kind: 'wake' }),
    stop() {
      stopListening();
      stopTicking();
      admission.stop();
      save();
      surface.stop();
    },
  };
}
