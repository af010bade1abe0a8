import { atMost } from '#electron/connections/at-most.ts';
import type { EnvironmentConnections } from '#electron/connections/create-environments.ts';
import { FailureError } from '#electron/connections/failure-error.ts';
import type { MainWindow } from '../window/main-window.ts';
import type { Handlers } from './answer-call.ts';

const TELL_EVERY_MS = 250;

interface ExportCallsDeps {
  environments: Pick<EnvironmentConnections, 'saveExport'>;
  /** Null when the person chose nowhere. */
  chooseFile(window: MainWindow, name: string): Promise<string | null>;
  now?: () => Date;
}

/** What windows save to the disk: only to where a person says in the system's own dialog, never to a path that a page names. */
export function exportCalls({
  environments,
  chooseFile,
  now = () => new Date(),
}: ExportCallsDeps): Pick<Handlers<MainWindow>, 'export:save' | 'export:cancel'> {
  const running = new Map<string, AbortController>();
  return {
    async 'export:save'({ id, exportId, request }, window) {
      if (running.has(exportId)) throw new FailureError({ code: 'CONFLICT', status: 409, message: 'This export is already being saved' });
      const abort = new AbortController();
      running.set(exportId, abort);
      let bytes = 0;
      const tell = atMost(TELL_EVERY_MS, () => window.push('export:progress', { exportId, bytes }));
      try {
        const file = await chooseFile(window, `syncdeck-${id}-${request.of}-${now().toISOString().slice(0, 10)}.${request.format}`);
        if (file === null) return null;
        await environments.saveExport(id, request, file, {
          signal: abort.signal,
          onSize(size) {
            bytes = size;
            tell();
          },
        });
        return file;
      } catch (error) {
        if (abort.signal.aborted) throw new FailureError({ code: 'CANCELLED', status: 499, message: 'The export was stopped' }, error);
        throw error;
      } finally {
        tell.stop();
        running.delete(exportId);
      }
    },
    'export:cancel'({ exportId }) {
      running.get(exportId)?.abort();
      return null;
    },
  };
}
