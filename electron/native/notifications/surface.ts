import type { NativeNotice, NoticeAction } from './word-notice.ts';

/** The system's notifications, as far as they matter here. */
export interface NotificationSurface {
  /** Shows it in the place of the one with the same key, if that is there. */
  show(notice: NativeNotice, on: NoticeHandlers): void;
  close(key: string): void;
  /** Drops them all from memory; those that are on screen stay. */
  stop(): void;
}

export interface NoticeHandlers {
  click(): void;
  action(action: NoticeAction): void;
  /** A person closed it; where the system can't say who did, never. */
  dismissed(): void;
}
