import type { MainWindow } from '../window/main-window.ts';
import type { Handlers } from './answer-call.ts';

interface NotificationCallsDeps {
  mute(until: Date | null): void;
  acknowledge(environmentId: string, signature?: string): void;
  tryOne(): void;
}

type Names = Extract<keyof Handlers<MainWindow>, `notifications:${string}`>;

/** What windows ask of notifications. */
export function notificationCalls({ mute, acknowledge, tryOne }: NotificationCallsDeps): Pick<Handlers<MainWindow>, Names> {
  return {
    'notifications:mute'({ until }) {
      mute(until);
      return null;
    },
    'notifications:acknowledge'({ id, signature }) {
      acknowledge(id, signature);
      return null;
    },
    'notifications:try'() {
      tryOne();
      return null;
    },
  };
}
