import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import type { Job } from '#contract/schemas/job.ts';
import { formatNumber } from '#renderer/lib/format.ts';
import { pathToJobs } from '#renderer/lib/url-state.ts';
import { type Entry, filled, type Section } from './entry.ts';
import { useExtraEntries } from './extra-entries.ts';
import { isMatch, wordsOf } from './match.ts';
import type { Kind } from './read-input.ts';
import { useActionEntries } from './use-action-entries.ts';
import { usePageEntries, useTypeEntries } from './use-app-entries.ts';
import type { Found } from './use-found.ts';
import { useJobEntries } from './use-job-entries.ts';
import { useRecentEntries } from './use-recent-entries.ts';

/** What the palette is about: all there is, one job, or a job's new priority. */
export interface Subject {
  job: Job;
  step: 'job' | 'priority';
}

/** Jobs below the best match, and of each other kind while nothing narrows to it. */
const JOBS = 5;
const OTHERS = 4;

/** The lines of the palette, in groups, for what is typed. */
export function useSections(found: Found, kind: Kind, subject: Subject | null, setSubject: (subject: Subject) => void): Section[] {
  const { t } = useTranslation('palette');
  const [, navigate] = useLocation();
  const ofJob = useJobEntries((job) => setSubject({ job, step: 'priority' }));
  const recent = useRecentEntries(ofJob.open);
  const pages = usePageEntries();
  const types = useTypeEntries();
  const actions = useActionEntries();
  const extra = useExtraEntries();
  const words = wordsOf(found.text);
  const pick = (entries: readonly Entry[], most = Number.POSITIVE_INFINITY) =>
    entries.filter(({ label, detail }) => isMatch(`${label} ${detail ?? ''}`, words)).slice(0, most);

  if (subject) {
    const { job, step } = subject;
    if (step === 'priority') return filled([{ id: 'priority', title: t('section.priority'), entries: pick(ofJob.priorities(job)) }]);
    return filled([
      { id: 'on', title: t('section.onThis'), entries: pick([...ofJob.actions(job), ofJob.open(job), ...ofJob.others(job)]) },
    ]);
  }

  const isAll = kind === 'all';
  const wants = (one: Kind) => isAll || kind === one;
  if (found.text === '') {
    return filled([
      { id: 'recent', title: t('section.recent'), entries: [...(wants('jobs') ? recent.jobs : []), ...(isAll ? recent.pages : [])] },
      { id: 'extra', title: extra.title, entries: isAll ? extra.entries : [] },
      { id: 'pages', title: t('section.pages'), entries: wants('pages') ? pages : [] },
      { id: 'types', title: t('section.types'), entries: kind === 'types' ? types : [] },
      { id: 'actions', title: t('section.actions'), entries: kind === 'actions' ? actions : isAll ? actions.slice(0, OTHERS) : [] },
    ]);
  }

  const [best, ...others] = found.jobs;
  const jobs: Section[] = wants('jobs')
    ? [
        { id: 'best', title: t('section.best'), entries: best ? [ofJob.open(best)] : [] },
        { id: 'on', title: t('section.onThis'), entries: best && isAll ? ofJob.actions(best) : [] },
        { id: 'jobs', title: t('section.jobs'), entries: others.slice(0, isAll ? JOBS : others.length).map(ofJob.open) },
      ]
    : [];
  const total = found.total && `${formatNumber(found.total.total)}${found.total.totalIsLowerBound ? '+' : ''}`;
  const filter: Entry = {
    id: 'filter',
    icon: 'filter',
    label: t('filter', { text: found.text }),
    detail: found.total && total ? t('jobs', { count: found.total.total, n: total }) : undefined,
    run: () => navigate(pathToJobs(found.text)),
  };
  const most = isAll ? OTHERS : Number.POSITIVE_INFINITY;
  const rest: Section = {
    id: 'go',
    title: isAll || kind === 'jobs' ? t('section.go') : t(`section.${kind}`),
    entries: [
      ...(wants('jobs') ? [filter] : []),
      ...(wants('pages') ? pick(pages, most) : []),
      ...(isAll ? pick(extra.entries, most) : []),
      ...(wants('types') ? pick(types, most) : []),
      ...(wants('actions') ? pick(actions, most) : []),
    ],
  };
  return filled(found.isLate ? [rest, ...jobs] : [...jobs, rest]);
}
