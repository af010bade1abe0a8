import { t } from 'i18next';
import { useState } from 'react';
import { quoteValue } from '#contract/query/quote.ts';
import { confirm } from '#renderer/stores/dialogs.ts';
import { useConsole } from './console.ts';
import { formatNumber } from './format.ts';
import { showDone, showError } from './toasts.ts';

/** The jobs that failed of one cause and were not mended since. */
export const queryOfGroup = (signature: string): string => `status:failed signature:${quoteValue(signature)}`;

/** Retries every job that failed of one cause: asks with the server's own count first. What goes wrong is told in a toast. */
export function useRetryGroup(): { retry(signature: string): Promise<void>; busy: string | null } {
  const { client } = useConsole();
  const [busy, setBusy] = useState<string | null>(null);
  return {
    busy,
    async retry(signature) {
      const filter = { query: queryOfGroup(signature) };
      setBusy(signature);
      try {
        const { applicable } = await client.bulk.start({ action: 'retry', filter, dryRun: true });
        if (applicable === 0) {
          showDone(t('retryGroup.none'));
          return;
        }
        const values = { count: applicable, n: formatNumber(applicable) };
        const confirmed = await confirm({
          title: t('retryGroup.title', values),
          text: t('retryGroup.text', { signature }),
          confirmLabel: t('retryGroup.button', values),
          dismissLabel: t('cancel'),
          tone: 'plain',
          asksReason: true,
        });
        if (!confirmed) return;
        await client.bulk.start({ action: 'retry', filter, ...(confirmed.reason ? { reason: confirmed.reason } : {}) });
        showDone(t('retryGroup.done', values));
      } catch (error) {
        showError(error);
      } finally {
        setBusy(null);
      }
    },
  };
}
