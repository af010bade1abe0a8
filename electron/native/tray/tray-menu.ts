import type { MenuItemConstructorOptions } from 'electron';
import type { Language, Texts } from '#electron/texts/texts.ts';
import { sayTime } from '../say-time.ts';
import type { NamedJob, TrayModel } from './tray-model.ts';

export interface TrayActions {
  /** Brings the window to the front; on a page of its own where one is given. */
  open(path?: string): void;
  mute(how: 'hour' | 'tomorrow' | 'end'): void;
  acknowledgeAll(): void;
  quit(): void;
}

type Item = MenuItemConstructorOptions;

/** Menus take `&` for the key of the letter behind it. */
const plain = (label: string): string => label.replaceAll('&', '&&');

/** The tray's menu: what is wrong, where, what runs, what failed last, and the few things to do about it. */
export function makeTrayMenu(
  model: TrayModel,
  { texts, language, now, act }: { texts: Texts; language: Language; now: number; act: TrayActions },
): Item[] {
  const t = texts.tray;
  const jobItem = (kind: string, job: NamedJob, time: boolean): Item => ({
    id: `${kind}:${job.environmentId}:${job.jobId}`,
    label: plain([job.jobName, job.environment, ...(time ? [sayTime(job.at.getTime(), now, language)] : [])].join(' · ')),
    click: () => act.open(`/e/${job.environmentId}/control?${new URLSearchParams({ job: job.jobId })}`),
  });
  const section = (label: string, items: Item[]): Item[] =>
    items.length > 0 ? [{ type: 'separator' }, { label, enabled: false }, ...items] : [];
  const mute: Item =
    model.mutedUntil === null
      ? {
          id: 'mute',
          label: t.mute,
          submenu: [
            { id: 'mute-hour', label: t.muteHour, click: () => act.mute('hour') },
            { id: 'mute-tomorrow', label: t.muteTomorrow, click: () => act.mute('tomorrow') },
          ],
        }
      : {
          id: 'mute',
          label: t.mutedUntil(model.mutedUntil),
          submenu: [{ id: 'unmute', label: t.unmute, click: () => act.mute('end') }],
        };
  return [
    { id: 'headline', label: plain(model.headline), enabled: false },
    { type: 'separator' },
    ...model.environments.map(
      ({ id, label }): Item => ({ id: `environment:${id}`, label: plain(label), click: () => act.open(`/e/${id}/overview`) }),
    ),
    ...section(
      t.runningJobs(model.running.total),
      model.running.jobs.map((job) => jobItem('running', job, false)),
    ),
    ...section(
      t.failedLast,
      model.failed.map((job) => jobItem('failed', job, true)),
    ),
    { type: 'separator' },
    ...(model.failures > 0 ? [{ id: 'acknowledge', label: t.acknowledgeAll, click: act.acknowledgeAll }] : []),
    mute,
    { id: 'open', label: t.open, click: () => act.open() },
    { id: 'quit', label: model.stopsLocalJobs ? t.quitSafely : t.quit, click: act.quit },
  ];
}
