import { notifications } from '@mantine/notifications';
import { t } from 'i18next';
import { Link } from 'wouter';
import type { Job } from '#contract/schemas/job.ts';
import { pathToJobs } from '#renderer/lib/url-state.ts';

/** Says that a job is queued, with the way to it. */
export function showStarted(job: Job): void {
  const id = `started ${job.jobId}`;
  notifications.show({
    id,
    color: 'completed',
    autoClose: 10_000,
    withBorder: true,
    message: (
      <span className="row wrap">
        {t('done.trigger', { name: job.jobName })}
        <Link className="btn sm" href={pathToJobs('', job.jobId)} onClick={() => notifications.hide(id)}>
          {t('job:trigger.open')}
        </Link>
      </span>
    ),
  });
}
