import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { EmptyState } from '#renderer/components/EmptyState.tsx';
import { ErrorState } from '#renderer/components/ErrorState.tsx';
import { Skel, SkeletonBlock, SkeletonRows } from '#renderer/components/Skeleton.tsx';
import { DayOfSchedules } from '#renderer/components/schedules/DayOfSchedules.tsx';
import { JobScheduleManager } from '#renderer/components/schedules/JobScheduleManager.tsx';
import { ScheduleEditor } from '#renderer/components/schedules/ScheduleEditor.tsx';
import { useConsole } from '#renderer/lib/console.ts';
import { makePath, useUrlState } from '#renderer/lib/url-state.ts';
import { SchedulesHead } from './SchedulesHead.tsx';

function Loading() {
  return (
    <>
      <div className="row sched-head">
        <Skel width="180px" />
      </div>
      <div className="panel">
        <div className="gr gh" />
        <SkeletonRows rows={5} count={8} columns="56px 106px minmax(120px, 1fr) 104px 86px 94px 118px 88px" rowHeight={52} />
      </div>
      <div className="panel">
        <SkeletonBlock height={224} />
      </div>
    </>
  );
}

/** `?type=` opens a schedule beside the list. */
export default function SchedulesPage() {
  const { t } = useTranslation('schedules');
  const { t: shell } = useTranslation('shell');
  const { queries } = useConsole();
  const url = useUrlState();
  const { data, error, refetch } = useQuery(queries.schedules());
  const openType = url.get('type');
  const hrefOf = (type: string | undefined) => makePath('/schedules', { type, day: url.get('day') });
  const open = data?.items.find(({ jobType }) => jobType === openType);
  const hasEditor = openType !== undefined && !error;
  return (
    <div className={hasEditor ? 'sched-split ctl2 has-editor' : 'sched-split'}>
      <div className="sched-main stack gap-12">
        <h1 className="sr">{shell('page.schedules')}</h1>
        {error ? (
          <div className="panel">
            <ErrorState what={t('what')} error={error} onRetry={() => void refetch()} />
          </div>
        ) : !data ? (
          <Loading />
        ) : data.items.length === 0 ? (
          <div className="panel">
            <EmptyState title={t('empty.title')} text={t('empty.text')} />
          </div>
        ) : (
          <>
            <SchedulesHead schedules={data.items} />
            <JobScheduleManager schedules={data.items} openType={openType} hrefOf={hrefOf} />
            <DayOfSchedules schedules={data.items} />
          </>
        )}
      </div>
      {hasEditor && (
        <ScheduleEditor
          key={openType}
          jobType={openType}
          schedule={open}
          isLoading={!data}
          onClose={() => url.set({ type: undefined, month: undefined })}
        />
      )}
    </div>
  );
}
