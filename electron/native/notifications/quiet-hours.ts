import type { NotificationSettings } from '#electron/bridge/notification-rules.ts';

const minutesOf = (time: string): number => {
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  return hours * 60 + minutes;
};

/** Whether this moment is in the quiet hours, by this computer's clock; they may go over midnight. From a time to the same time is never. */
export function isQuiet({ isOn, from, to }: NotificationSettings['quietHours'], now: number): boolean {
  if (!isOn) return false;
  const date = new Date(now);
  const minute = date.getHours() * 60 + date.getMinutes();
  const [start, end] = [minutesOf(from), minutesOf(to)];
  return start <= end ? minute >= start && minute < end : minute >= start || minute < end;
}
