import { Shell } from '#renderer/app/Shell.tsx';
import { SignIn } from '#renderer/app/SignIn.tsx';
import { pages } from '#renderer/pages/registry.ts';
import { idleEnvironment } from '../data/environment.ts';
import { operations } from '../data/full-answers.ts';
import { failedJob, pausedJob } from '../data/jobs.ts';
import { emptyAnswers, failingAnswers } from '../data/other-answers.ts';
import { createFixedHost } from '../fixed-host.ts';
import type { Section } from '../section.ts';

const shared = { role: 'admin', isWhole: true, content: <Shell /> } as const;

/** Each page of the console with something, with nothing, with a server that fails, and before anything is answered. */
const inAllStates: readonly Section[] = pages.flatMap(({ id, path }): Section[] => [
  { ...shared, id: `page-${id}`, path },
  { ...shared, id: `page-${id}-empty`, path, server: { answers: emptyAnswers, environment: idleEnvironment } },
  { ...shared, id: `page-${id}-failing`, path, server: { answers: failingAnswers } },
  { ...shared, id: `page-${id}-loading`, path, server: { answers: {} } },
]);

const host = createFixedHost({ answers: {}, connection: { kind: 'connecting', since: new Date() }, environment: null });

export const pageSections: readonly Section[] = [
  ...inAllStates,
  { ...shared, id: 'page-control-panel', path: `/control?q=status%3Afailed&job=${failedJob.jobId}` },
  { ...shared, id: 'page-control-wrong', path: '/control?q=stauts%3Afailed' },
  { ...shared, id: 'page-bulk-operation', path: `/bulk?q=status%3Afailed&op=${operations[0]?.bulkId}` },
  { ...shared, id: 'page-schedules-editor', path: '/schedules?type=quran' },
  { ...shared, id: 'page-viewer', role: 'viewer', path: `/control?job=${pausedJob.jobId}` },
  { ...shared, id: 'page-unknown', path: '/nowhere' },
  { ...shared, id: 'page-not-allowed', role: 'operator', path: '/users' },
  { id: 'sign-in', isWhole: true, content: <SignIn host={host} wasSignedIn={false} /> },
  { id: 'sign-in-again', isWhole: true, content: <SignIn host={host} wasSignedIn /> },
];
