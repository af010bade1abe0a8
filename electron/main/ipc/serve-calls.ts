import { randomUUID } from 'node:crypto';
import { ipcMain } from 'electron';
import { CALL_CHANNEL } from '#electron/bridge/bridge.ts';
import type { Answer } from '#electron/bridge/failure.ts';
import type { Log } from '../log/log.ts';
import { isTrusted } from '../security/sender.ts';
import type { MainWindow } from '../window/main-window.ts';
import { answerCall, type Handlers } from './answer-call.ts';

interface CallsDeps {
  window: MainWindow;
  origins: readonly string[];
  handlers: Handlers<MainWindow>;
  log: Log;
}

/** The one way in from a page: who asks is checked, then what, and only then is anything done. Pages are answered until the app is gone. */
export function serveCalls({ window, origins, handlers, log }: CallsDeps): void {
  ipcMain.handle(CALL_CHANNEL, (event, name: unknown, input: unknown): Promise<Answer<unknown>> | Answer<unknown> => {
    const frame = event.senderFrame;
    const sender = {
      isOurWindow: window.isOurs(event.sender),
      isMainFrame: frame !== null && frame === event.sender.mainFrame,
      address: frame?.url ?? null,
    };
    if (!isTrusted(sender, origins)) {
      log.warn({ ...sender, address: sender.address?.slice(0, 200) }, 'A call from elsewhere was refused');
      return { ok: false, error: { code: 'FORBIDDEN', status: 403, message: 'Only the window of the app may ask that' } };
    }
    return answerCall({ name, input, context: window }, handlers, (err, call) => {
      const id = randomUUID().slice(0, 8);
      log.error({ err, call, id }, 'A call failed in a way that was not foreseen');
      return id;
    });
  });
}
