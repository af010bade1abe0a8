import type { EnvironmentView } from '#electron/bridge/desktop-state.ts';
import { type Health, healthOrder, type JobGlimpse } from '#electron/bridge/status.ts';
import type { Language, Texts } from '#electron/texts/texts.ts';
import { countOpenFailures } from '../count-open-failures.ts';
import { sayTime } from '../say-time.ts';

/** The shapes that the icon has; see electron/icons/tray.svg. */
export type TrayShape = 'well' | 'running' | 'attention' | 'failing' | 'offline';

export interface TrayInput {
  views: readonly EnvironmentView[];
  texts: Texts;
  language: Language;
  mutedUntil: Date | null;
  now: number;
}

export interface NamedJob extends JobGlimpse {
  environmentId: string;
  environment: string;
}

/** What the tray says: the worst of all environments, as a shape and in words. */
export interface TrayModel {
  shape: TrayShape;
  headline: string;
  failures: number;
  environments: { id: string; label: string }[];
  running: { total: number; jobs: NamedJob[] };
  failed: NamedJob[];
  mutedUntil: string | null;
  /** Quitting brings jobs of this machine to a safe point. */
  stopsLocalJobs: boolean;
}

const SHOWN_JOBS = 5;

const shapes: Record<Health, TrayShape> = { failing: 'failing', unknown: 'offline', attention: 'attention', healthy: 'well' };

/** One environment's state in a word or two. */
function sayState({ status }: EnvironmentView, { texts, language, now }: TrayInput): string {
  const t = texts.tray;
  const { connection, local, counts } = status;
  if (status.user === null && connection.kind === 'offline' && local === null && connection.reason.status === 401) return t.signIn;
  if (local && local.state !== 'running') {
    return {
      starting: t.starting,
      stopping: t.stopping,
      stopped: t.notStarted,
      restarting: t.restarting,
      'given up': t.givenUp,
    }[local.state];
  }
  if (connection.kind === 'offline') return t.offlineSince(sayTime(connection.since.getTime(), now, language));
  if (connection.kind === 'connecting') return t.connecting;
  if (status.openFailures > 0) return t.failed(status.openFailures);
  if (connection.kind === 'catching up') return t.catchingUp;
  if (status.health === 'attention') return t.attention;
  return counts && counts.running > 0 ? t.running(counts.running) : t.idle;
}

/** A local backend that a person switched off is not a thing to worry about. */
const isAtRest = ({ status }: EnvironmentView): boolean => status.local?.state === 'stopped';

function sayHeadline(input: TrayInput, health: Health, running: number): string {
  const t = input.texts.tray;
  const like = input.views.filter((view) => !isAtRest(view) && view.status.health === health);
  const [worst] = like;
  if (health === 'healthy' || !worst) return running > 0 ? t.allRunning(running) : t.allWell;
  const { name } = worst.environment;
  const said = { failing: t.isFailing(name), unknown: t.isOffline(name), attention: t.needsAttention(name) }[health];
  return like.length > 1 ? t.moreLike(said, like.length - 1) : said;
}

function newest(views: readonly EnvironmentView[], jobsOf: (view: EnvironmentView) => readonly JobGlimpse[]): NamedJob[] {
  return views
    .flatMap((view) => jobsOf(view).map((job) => ({ ...job, environmentId: view.environment.id, environment: view.environment.name })))
    .sort((a, b) => b.at.getTime() - a.at.getTime())
    .slice(0, SHOWN_JOBS);
}

/** What the tray shows of all environments, the worst of them first in its icon and headline. */
export function makeTrayModel(input: TrayInput): TrayModel {
  const { views, texts, mutedUntil, language, now } = input;
  const counted = views.filter((view) => !isAtRest(view));
  const health = healthOrder.find((one) => counted.some(({ status }) => status.health === one)) ?? 'healthy';
  const running = counted.reduce((sum, { status }) => sum + (status.counts?.running ?? 0), 0);
  return {
    shape: health === 'healthy' && running > 0 ? 'running' : shapes[health],
    headline: sayHeadline(input, health, running),
    failures: countOpenFailures(views),
    environments: views.map((view) => ({
      id: view.environment.id,
      label: [view.environment.name, ...(view.environment.isProduction ? [texts.tray.production] : []), sayState(view, input)].join(' · '),
    })),
    running: { total: running, jobs: newest(counted, ({ status }) => status.running) },
    failed: newest(counted, ({ status }) => status.failed),
    stopsLocalJobs: views.some(({ status }) => status.local !== null && (status.counts?.running ?? 0) > 0),
    mutedUntil: mutedUntil && sayTime(mutedUntil.getTime(), now, language),
  };
}
