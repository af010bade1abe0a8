import { notifications } from '@mantine/notifications';
import { t } from 'i18next';
import type { ExportRequest, Host } from '#renderer/host/host.ts';
import { explainError } from './errors.ts';
import { formatBytes } from './format.ts';

/** Exports to a file, streamed by the server, with its size in a toast while it grows. */
export async function runExport(host: Host, request: ExportRequest): Promise<void> {
  const stop = new AbortController();
  const message = (bytes: number) => t('export.running', { size: formatBytes(bytes) });
  // Closing the toast stops the export.
  const id = notifications.show({ message: message(0), loading: true, autoClose: false, onClose: () => stop.abort() });
  let shownAt = 0;
  try {
    await host.download(request, {
      signal: stop.signal,
      onSize(bytes) {
        if (performance.now() - shownAt < 200) return;
        shownAt = performance.now();
        notifications.update({ id, message: message(bytes), loading: true, autoClose: false, onClose: () => stop.abort() });
      },
    });
    notifications.update({ id, message: t('export.done'), loading: false, color: 'var(--completed-fill)', autoClose: 4_000 });
  } catch (error) {
    if (stop.signal.aborted || (error as Error).name === 'AbortError') {
      notifications.hide(id);
      return;
    }
    notifications.update({
      id,
      message: t('export.failed', { message: explainError(error) }),
      loading: false,
      color: 'var(--failed-fill)',
      autoClose: 12_000,
    });
  }
}
