import i18next, { t } from 'i18next';
import { useState } from 'react';
import type { Environment } from '#electron/bridge/environment.ts';
import { makeBulkInput } from '#renderer/lib/bulk-start/bulk-input.ts';
import { formatNumber } from '#renderer/lib/format.ts';
import { showDone, showError } from '#renderer/lib/toasts.ts';
import { confirm } from '#renderer/stores/dialogs.ts';
import { userOf } from '../desktop-host.ts';
import { findView, readDesktopState } from '../desktop-state.ts';
import type { FleetLink, FleetLinks } from './use-fleet-links.ts';

interface Plan {
  environment: Environment;
  link: FleetLink;
  count: number;
}

/** What has to be typed: one production's own name; of several, the word. */
function wordOf(plans: readonly Plan[]): string | undefined {
  const [first, second] = plans.filter(({ environment }) => environment.isProduction);
  return second ? t('desktop:production') : first?.environment.name;
}

/**
 * Retries what a query finds in every environment where the person may: counts it there first, names the counts, and asks. Environments
 * that are read-only, or don't answer, are left out and named.
 */
export function useRetryEverywhere(links: FleetLinks): { retry(query: string, timeZone: string): Promise<void>; busy: boolean } {
  const [busy, setBusy] = useState(false);

  async function count(query: string, timeZone: string): Promise<{ plans: Plan[]; left: string[] }> {
    const input = makeBulkInput({ query, timeZone }, 'retry', { reason: '', from: 'checkpoint', priority: 5 });
    const plans: Plan[] = [];
    const left: string[] = [];
    await Promise.all(
      readDesktopState().environments.map(async ({ environment }) => {
        const link = links.get(environment.id);
        const user = userOf(environment);
        if (!link?.isUp || !user || user.role === 'viewer') return left.push(environment.name);
        try {
          const { applicable } = await link.client.bulk.start({ ...input, dryRun: true });
          if (applicable > 0) plans.push({ environment, link, count: applicable });
        } catch {
          left.push(environment.name); // it is named as left out: nothing will be done there
        }
        return undefined;
      }),
    );
    // They answer as they please, and are named in their order.
    const place = (name: string) => readDesktopState().environments.findIndex(({ environment }) => environment.name === name);
    return {
      plans: plans.sort((a, b) => place(a.environment.name) - place(b.environment.name)),
      left: left.sort((a, b) => place(a) - place(b)),
    };
  }

  async function start({ link, environment }: Plan, query: string, timeZone: string, reason: string | undefined): Promise<boolean> {
    try {
      const choices = { reason: reason ?? '', from: 'checkpoint', priority: 5 } as const;
      await link.client.bulk.start(makeBulkInput({ query, timeZone }, 'retry', choices));
      return true;
    } catch (error) {
      showError(error, findView(readDesktopState(), environment.id)?.environment.name);
      return false;
    }
  }

  return {
    busy,
    async retry(query, timeZone) {
      setBusy(true);
      try {
        const { plans, left } = await count(query, timeZone);
        const total = plans.reduce((sum, plan) => sum + plan.count, 0);
        if (total === 0) {
          showDone(t('desktop:fleet.retry.none'));
          return;
        }
        const typed = wordOf(plans);
        const confirmed = await confirm({
          title: t('desktop:fleet.retry.title', { count: total, n: formatNumber(total) }),
          text: [
            t('desktop:fleet.retry.text'),
            left.length > 0
              ? t('desktop:fleet.retry.left', {
                  count: left.length,
                  names: new Intl.ListFormat(i18next.language, { type: 'conjunction' }).format(left),
                })
              : '',
          ]
            .filter(Boolean)
            .join(' '),
          names: plans.map(({ environment, count: n }) => `${environment.name}: ${t('job', { count: n })}`),
          confirmLabel: t('desktop:fleet.retry.button', { count: total, n: formatNumber(total) }),
          dismissLabel: t('cancel'),
          tone: typed === undefined ? 'plain' : 'risk',
          asksReason: true,
          ...(typed === undefined ? {} : { typed, plate: t('desktop:production') }),
        });
        if (!confirmed) return;
        const started = await Promise.all(plans.map((plan) => start(plan, query, timeZone, confirmed.reason)));
        const places = started.filter(Boolean).length;
        if (places > 0) showDone(t('desktop:fleet.retry.done', { count: places }));
      } finally {
        setBusy(false);
      }
    },
  };
}
