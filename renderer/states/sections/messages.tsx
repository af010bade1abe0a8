import { Button } from '#renderer/components/Button.tsx';
import { EmptyState } from '#renderer/components/EmptyState.tsx';
import { ErrorState } from '#renderer/components/ErrorState.tsx';
import { Skel, SkeletonBlock, SkeletonRows } from '#renderer/components/Skeleton.tsx';
import { Sample } from '../Sample.tsx';
import type { Section } from '../section.ts';

function Empty() {
  return (
    <>
      <Sample name="with text and actions" width={420}>
        <EmptyState title="No job fits" text="Take a term away, or look at all jobs.">
          <Button look="main">Show all jobs</Button>
          <Button look="quiet">Clear the query</Button>
        </EmptyState>
      </Sample>
      <Sample name="title alone" width={420}>
        <EmptyState title="Nothing waits" />
      </Sample>
    </>
  );
}

const errors = [
  { code: 'INTERNAL_SERVER_ERROR', status: 500, message: 'something went wrong; the log has it under 4f1c' },
  { code: 'SERVICE_UNAVAILABLE', status: 503, message: 'the database is away', data: { reason: 'database' } },
  { code: 'TIMEOUT', status: 408, message: 'The backend did not answer in time' },
  { code: 'TOO_MANY_REQUESTS', status: 429, message: 'too many requests' },
  { code: 'FORBIDDEN', status: 403, message: 'needs the role operator' },
  { code: 'BAD_REQUEST', status: 400, message: 'the cursor belongs to another filter' },
];

function Errors() {
  return errors.map((error) => (
    <Sample key={error.code} name={error.code} width={420}>
      <ErrorState what="The job list" error={error} onRetry={() => {}} />
    </Sample>
  ));
}

function Skeletons() {
  return (
    <>
      <Sample name="rows of a grid" width={620}>
        <div className="grid">
          <SkeletonRows rows={6} columns="98px 1fr 104px 172px 62px" count={5} />
        </div>
      </Sample>
      <Sample name="a chart" width={420}>
        <SkeletonBlock height={180} />
      </Sample>
      <Sample name="a figure">
        <Skel width="56px" height={20} />
      </Sample>
    </>
  );
}

export const messageSections: readonly Section[] = [
  { id: 'empty', content: <Empty /> },
  { id: 'errors', content: <Errors /> },
  { id: 'skeletons', content: <Skeletons /> },
];
