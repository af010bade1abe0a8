import { useTranslation } from 'react-i18next';
import type { NotificationRule } from '#electron/bridge/notification-rules.ts';
import { useEnvironments } from '../desktop-state.ts';

/** A rule as a person would say it: “A job of priority 1 to 3 fails in production: always, with sound.” */
export function useRuleWords(): (rule: NotificationRule) => string {
  const { t, i18n } = useTranslation('desktop');
  const names = new Map(useEnvironments().map(({ environment }) => [environment.id, environment.name]));
  const list = (items: readonly string[]) => new Intl.ListFormat(i18n.language, { type: 'disjunction' }).format(items);
  return ({ event, environments, jobTypes, priority, afterMinutes, deliver, hasSound }) => {
    const where =
      environments === 'all'
        ? t('rules.everywhere')
        : environments === 'production'
          ? t('rules.inProduction')
          : t('rules.inThese', { names: list(environments.map((id) => names.get(id) ?? id)) });
    const isOfJobs = event !== 'connection lost';
    const what = [
      t(`rules.event.${event}`, { count: afterMinutes }),
      isOfJobs && jobTypes.length > 0 ? t('rules.ofTypes', { types: list(jobTypes) }) : '',
      isOfJobs && priority ? t('rules.ofPriority', { from: priority.from, to: priority.to }) : '',
      where,
    ];
    const how = [t(`rules.deliver.${deliver}`), hasSound && deliver !== 'never' ? t('rules.withSound') : ''];
    return `${what.filter(Boolean).join(' ')}: ${how.filter(Boolean).join(', ')}`;
  };
}
