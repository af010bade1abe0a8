import type { Notifications } from '#electron/native/notifications/start-notifications.ts';
import type { MainWindow } from '../window/main-window.ts';
import type { Handlers } from './answer-call.ts';

type Names = Extract<keyof Handlers<MainWindow>, `notifications:${string}`>;

/** What windows ask of notifications. */
export function notificationCalls(
  notifications: Pick<Notifications, 'mute' | 'acknowledge' | 'trySample'>,
): Pick<Handlers<MainWindow>, Names> {
  return {
    'notifications:mute'({ until }) {
      notifications.mute(until);
      return null;
    },
    'notifications:acknowledge'({ id, signature }) {
      notifications.acknowledge(id, signature);
      return null;
    },
    'notifications:try'() {
      notifications.trySample();
      return null;
    },
  };
}
