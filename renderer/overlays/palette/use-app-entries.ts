import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import { quoteValue } from '#contract/query/quote.ts';
import { iconOfType } from '#renderer/components/JobKind.tsx';
import { hasRole, useConsole, useMayAct } from '#renderer/lib/console.ts';
import { pathToJobs } from '#renderer/lib/url-state.ts';
import { type Page, pages } from '#renderer/pages/registry.ts';
import { openTrigger } from '#renderer/stores/dialogs.ts';
import type { Entry } from './entry.ts';

/** The pages that the person may see. */
export function usePageEntries(): (Entry & { page: Page })[] {
  const { t } = useTranslation('shell');
  const { user } = useConsole();
  const [path, navigate] = useLocation();
  return pages
    .filter((page) => hasRole(user, page.role ?? 'viewer'))
    .map((page) => ({
      id: `page ${page.id}`,
      icon: page.icon,
      label: t(`page.${page.id}`),
      keys: page.keys,
      page,
      run: () => {
        if (path !== page.path) navigate(page.path);
      },
    }));
}

/** Of each job type: start one, and see its jobs. */
export function useTypeEntries(): Entry[] {
  const { t } = useTranslation('palette');
  const { queries } = useConsole();
  const { shown, enabled } = useMayAct();
  const [, navigate] = useLocation();
  const types = useQuery(queries.types()).data?.items ?? [];
  const triggers = types.map(({ jobType, title }): Entry => {
    const detail = enabled ? jobType : t('offline');
    return {
      id: `trigger ${jobType}`,
      icon: 'play',
      label: t('type.run', { title }),
      detail,
      isOff: !enabled,
      run: () => openTrigger(jobType),
    };
  });
  const lists = types.map(
    ({ jobType, title }): Entry => ({
      id: `jobs ${jobType}`,
      icon: iconOfType(jobType),
      label: t('type.jobs', { title }),
      detail: jobType,
      run: () => navigate(pathToJobs(`type:${quoteValue(jobType)}`)),
    }),
  );
  return [...(shown ? triggers : []), ...lists];
}
