import { useTranslation } from 'react-i18next';
import type { Job } from '#contract/schemas/job.ts';

/** Who started a job: a person, a token, the schedule, or Syncdeck itself. */
export function StartedBy({ job: { metadata } }: { job: Job }) {
  const { t } = useTranslation();
  const { triggeredBy, origin } = metadata;
  if (origin === 'schedule') return t('schedule');
  if (origin === 'system') return t('system');
  return typeof triggeredBy === 'string' ? triggeredBy : t('nothing');
}
