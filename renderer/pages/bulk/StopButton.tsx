import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { BulkOperation } from '#contract/schemas/bulk.ts';
import { Button } from '#renderer/components/Button.tsx';
import { useConsole, useMayAct } from '#renderer/lib/console.ts';
import { showDone, showError } from '#renderer/lib/toasts.ts';

/** Stops the operation; what was done stays done. */
export function StopButton({ operation: { bulkId } }: { operation: BulkOperation }) {
  const { t } = useTranslation('bulk');
  const { client } = useConsole();
  const { enabled } = useMayAct();
  const cache = useQueryClient();
  const stop = useMutation({
    mutationFn: () => client.bulk.stop({ bulkId }),
    onSuccess(operation) {
      cache.setQueryData(['bulk', bulkId], operation);
      void cache.invalidateQueries({ queryKey: ['bulk', 'list'] });
      showDone(t('operation.stopped'));
    },
    onError: (error) => showError(error),
  });
  return (
    <Button size="small" look="risk" icon="x" busy={stop.isPending} disabled={!enabled} onClick={() => stop.mutate()}>
      {t('operation.stop')}
    </Button>
  );
}
