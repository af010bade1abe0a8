import { Notification } from 'electron';
import type { IconPath } from '#electron/icons/icon-path.ts';
import type { NoticeHandlers, NotificationSurface } from './surface.ts';
import type { NativeNotice } from './word-notice.ts';

interface Deps {
  iconPath: IconPath;
  log: { warn(fields: object, message: string): void };
}

/** Electron has buttons on these two; on macOS they appear once the app is signed. */
const HAS_BUTTONS = process.platform === 'darwin' || process.platform === 'win32';

/** Whether it was a person who closed it. Linux says `close` for what merely timed out, too, and macOS says it for a person's doing alone. */
function wasDismissed(reason: string | undefined): boolean {
  if (process.platform === 'darwin') return true;
  return process.platform === 'win32' && reason === 'userCanceled';
}

/** Notifications of the system through Electron. */
export function createElectronSurface({ iconPath, log }: Deps): NotificationSurface {
  /** Kept here: a notification that the garbage collector took hears no click. */
  const shown = new Map<string, Notification>();
  let saidUnsupported = false;

  function drop(key: string): void {
    const notification = shown.get(key);
    shown.delete(key);
    notification?.removeAllListeners();
    notification?.close();
  }
  function make({ key, title, body, actions, isSilent }: NativeNotice, on: NoticeHandlers): Notification {
    const notification = new Notification({
      id: key,
      title,
      body,
      silent: isSilent,
      // macOS shows the app's own.
      ...(process.platform === 'darwin' ? {} : { icon: iconPath('icon.png') }),
      ...(HAS_BUTTONS ? { actions: actions.map(({ label }) => ({ type: 'button' as const, text: label })) } : {}),
    });
    notification.on('click', on.click);
    notification.on('action', ({ actionIndex }) => {
      const chosen = actions[actionIndex];
      if (chosen) on.action(chosen.action);
    });
    notification.on('close', ({ reason }) => {
      if (shown.get(key) === notification) shown.delete(key);
      if (wasDismissed(reason)) on.dismissed();
    });
    notification.on('failed', (_event, error) => log.warn({ error, key }, 'The system did not show a notification'));
    return notification;
  }

  return {
    show(notice, on) {
      if (!Notification.isSupported()) {
        if (!saidUnsupported) log.warn({}, 'This system shows no notifications');
        saidUnsupported = true;
        return;
      }
      drop(notice.key);
      const notification = make(notice, on);
      shown.set(notice.key, notification);
      notification.show();
    },
    close(key) {
      // One of the app's last run has no object any more, but may still be in macOS' notification centre.
      if (!shown.has(key) && process.platform === 'darwin') Notification.remove(key);
      drop(key);
    },
    stop() {
      for (const notification of shown.values()) notification.removeAllListeners();
      shown.clear();
    },
  };
}
