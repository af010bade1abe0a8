import { useCallback, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Job } from '#contract/schemas/job.ts';
import { ErrorState } from '#renderer/components/ErrorState.tsx';
import { SkeletonBlock } from '#renderer/components/Skeleton.tsx';
import { formatNumber } from '#renderer/lib/format.ts';
import { useUrlState } from '#renderer/lib/url-state.ts';
import { LogView } from './log/LogView.tsx';
import { AttemptsTab } from './tabs/AttemptsTab.tsx';
import { AuditTab } from './tabs/AuditTab.tsx';
import { CheckpointTab } from './tabs/CheckpointTab.tsx';
import { PayloadTab } from './tabs/PayloadTab.tsx';
import { TabStrip } from './tabs/TabStrip.tsx';
import { Timeline } from './timeline/Timeline.tsx';
import { useJobRecords } from './use-job-records.ts';

const ids = ['logs', 'payload', 'checkpoint', 'attempts', 'audit'] as const;
type TabId = (typeof ids)[number];
const FINISHED: Job['status'][] = ['completed', 'failed', 'cancelled'];

/** What happened to a job: its timeline, and below it the log and the records that it leads to. */
export function JobTabs({ job, unit }: { job: Job; unit: string | undefined }) {
  const { t } = useTranslation('job');
  const id = useId();
  const url = useUrlState();
  const tab: TabId = ids.find((each) => each === url.get('tab')) ?? 'logs';
  const setTab = (next: TabId) => url.set({ tab: next === 'logs' ? undefined : next }, { replace: true });
  const records = useJobRecords(job);
  const [logAt, setLogAt] = useState<Date | null>(null);
  const [jump, setJump] = useState<{ at: Date } | null>(null);
  const [logCount, setLogCount] = useState('');
  const onCount = useCallback(
    ({ lines, isAll }: { lines: number; isAll: boolean }) => setLogCount(`${formatNumber(lines)}${isAll ? '' : '+'}`),
    [],
  );
  const onJump = (at: Date) => {
    setJump({ at });
    setTab('logs');
  };
  const { attempts, checkpoints, audit } = records;
  const counts: Partial<Record<TabId, string>> = {
    logs: logCount,
    attempts: records.isLoading ? '' : formatNumber(attempts.length),
    audit: records.isLoading ? '' : formatNumber(audit.length),
  };
  const content = () => {
    if (tab === 'payload') return <PayloadTab job={job} />;
    if (records.error) return <ErrorState what={t('records')} error={records.error} onRetry={records.retry} />;
    if (records.isLoading) return <SkeletonBlock height={160} />;
    if (tab === 'checkpoint') return <CheckpointTab attempts={attempts} checkpoints={checkpoints} unit={unit} />;
    if (tab === 'attempts') return <AttemptsTab attempts={attempts} onJump={onJump} />;
    return <AuditTab audit={audit} />;
  };
  return (
    <>
      <Timeline
        job={job}
        unit={unit}
        attempts={attempts}
        checkpoints={checkpoints}
        audit={audit}
        logAt={tab === 'logs' ? logAt : null}
        onJump={onJump}
      />
      <TabStrip
        label={t('tabs')}
        id={id}
        value={tab}
        onChange={setTab}
        tabs={ids.map((each) => ({ id: each, label: t(`tab.${each}`), count: counts[each] }))}
      >
        {tab === 'logs' ? (
          <LogView
            jobId={job.jobId}
            isRunning={job.status === 'running'}
            isOpenEnded={!FINISHED.includes(job.status)}
            jump={jump}
            onStand={setLogAt}
            onCount={onCount}
          />
        ) : (
          <div className="job-scroll">{content()}</div>
        )}
      </TabStrip>
    </>
  );
}
