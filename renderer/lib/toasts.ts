import { notifications } from '@mantine/notifications';
import { explainError } from './errors.ts';

/** Says that something is done, for some seconds. */
export function showDone(message: string): void {
  notifications.show({ message, color: 'var(--completed-fill)', autoClose: 4_000, withBorder: true });
}

/** Says what went wrong; it stays until it is closed. */
export function showError(error: unknown, title?: string): void {
  notifications.show({
    message: explainError(error),
    ...(title ? { title } : {}),
    color: 'var(--failed-fill)',
    autoClose: 12_000,
    withBorder: true,
  });
}
