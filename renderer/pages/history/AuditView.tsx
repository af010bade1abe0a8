import { useMediaQuery } from '@mantine/hooks';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useId, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import { EmptyState } from '#renderer/components/EmptyState.tsx';
import { ErrorState } from '#renderer/components/ErrorState.tsx';
import { DataGrid } from '#renderer/components/grid/DataGrid.tsx';
import { Icon } from '#renderer/components/Icon.tsx';
import { useConsole } from '#renderer/lib/console.ts';
import { usePagedRows } from '#renderer/lib/paged-rows.ts';
import { makeAuditColumns, type Room } from './audit-columns.tsx';
import type { toAuditInput } from './audit-filter.ts';
import { readTarget } from './audit-target.ts';
import { NewerButton } from './NewerButton.tsx';
import { useNewer } from './use-newer.ts';

const PAGE = 100;
/** Rows in the place of those that are on their way. */
const COMING = 16;

function useRoom(): Room {
  const isNow = { getInitialValueInEffect: false };
  const isNarrow = useMediaQuery('(max-width: 900px)', undefined, isNow);
  const isTight = useMediaQuery('(max-width: 1360px)', undefined, isNow);
  return isNarrow ? 'narrow' : isTight ? 'tight' : 'wide';
}

/** Who did what, when, from where and why: of jobs, schedules, users and tokens. */
export function AuditView({ input }: { input: ReturnType<typeof toAuditInput> }) {
  const { t } = useTranslation(['history', 'common']);
  const { queries } = useConsole();
  const id = useId();
  const [, navigate] = useLocation();
  const room = useRoom();
  const columns = useMemo(() => makeAuditColumns(t, room), [t, room]);
  const options = queries.audit({ ...input, limit: PAGE });
  const list = useInfiniteQuery(options);
  const newest = useQuery({ ...queries.newestAudit(input), enabled: list.data !== undefined });
  const { rows, count, rowAt, onVisible } = usePagedRows(list, undefined);
  const isOld = list.data !== undefined && (newest.data?.id ?? 0) > (rows[0]?.id ?? 0);
  const newer = useNewer(options.queryKey);
  const state = Object.keys(input).length > 0 ? 'none' : 'empty';
  return (
    <section className="panel grow listed" aria-labelledby={id}>
      <h2 id={id} className="sr">
        {t('log.label')}
      </h2>
      {list.isError && !list.data ? (
        <ErrorState what={t('log.what')} error={list.error} onRetry={() => list.refetch()} />
      ) : (
        <DataGrid
          label={t('log.label')}
          columns={columns}
          count={list.isPending ? COMING : count}
          rowAt={rowAt}
          keyOf={({ id }) => String(id)}
          rowHeight={38}
          narrowRowHeight={86}
          listKey={`${JSON.stringify(input)} ${newer.shownAt}`}
          keys
          onVisible={onVisible}
          onOpen={({ jobId }) => {
            const { path } = readTarget(jobId);
            if (path) navigate(path);
          }}
          empty={list.isPending ? null : <EmptyState title={t(`log.${state}Title`)} text={t(`log.${state}Text`)} />}
        />
      )}
      <div className="row pad-x t12 list-foot">
        <Icon name="lock" size={14} />
        <span className="mid el">{t('log.note')}</span>
        <NewerButton isOld={isOld} text={t('log.newer')} onShow={newer.show} />
      </div>
    </section>
  );
}
