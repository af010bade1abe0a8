import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Button } from '#renderer/components/Button.tsx';
import { EmptyState } from '#renderer/components/EmptyState.tsx';
import { ErrorState } from '#renderer/components/ErrorState.tsx';
import { Panel } from '#renderer/components/Panel.tsx';
import { SkeletonBlock } from '#renderer/components/Skeleton.tsx';
import { useConsole, useMayAct } from '#renderer/lib/console.ts';
import { nameOperation } from './OperationName.tsx';
import { OperationProgress, OperationState } from './OperationProgress.tsx';
import { Results } from './Results.tsx';
import { StopButton } from './StopButton.tsx';

const EVERY_MS = 500;

/** One operation: how far it is, and its result for each job. */
export function OperationPanel(props: { bulkId: string | undefined; onStarted(bulkId: string): void; onClose(): void }) {
  const { t } = useTranslation('bulk');
  const { bulkId, onStarted } = props;
  const { queries } = useConsole();
  const { shown: mayAct } = useMayAct();
  const query = useQuery({
    ...queries.bulk(bulkId ?? ''),
    enabled: bulkId !== undefined,
    refetchInterval: ({ state }) => (state.data?.state === 'running' ? EVERY_MS : false),
  });
  const operation = bulkId === undefined ? undefined : query.data;
  const title = operation ? nameOperation(t, operation) : t('operation.title');
  const head = operation && (
    <>
      <OperationState operation={operation} />
      {mayAct && operation.state === 'running' && <StopButton operation={operation} />}
    </>
  );
  const close = bulkId !== undefined && (
    <Button look="quiet" size="small" square icon="x" aria-label={t('operation.close')} onClick={props.onClose} />
  );
  return (
    <Panel
      title={title}
      line
      className="operation"
      more={
        <>
          {head}
          {close}
        </>
      }
    >
      {bulkId === undefined ? (
        <EmptyState title={t('operation.emptyTitle')} text={t('operation.emptyText')} />
      ) : query.isError ? (
        <ErrorState what={t('operation.what')} error={query.error} onRetry={() => query.refetch()} />
      ) : !operation ? (
        <SkeletonBlock height={140} />
      ) : (
        <>
          <OperationProgress operation={operation} />
          <Results key={operation.bulkId} operation={operation} onStarted={onStarted} />
        </>
      )}
    </Panel>
  );
}
