import { notifications } from '@mantine/notifications';
import { useScheduleDrafts } from '#renderer/components/schedules/schedule-drafts.ts';
import { forgetEvents } from '#renderer/lib/recent-events.ts';
import { clearIds } from '#renderer/pages/bulk/ids-store.ts';
import { closeOverlay, useQuestion } from '#renderer/stores/dialogs.ts';
import { useRecents } from '#renderer/stores/recents.ts';

/** Takes back what one section has left for the next; what hangs on the connection begins anew by itself. */
export function resetStores(): void {
  closeOverlay();
  useQuestion.getState().answer(null);
  notifications.clean();
  useScheduleDrafts.setState({ byType: {} });
  useRecents.setState({ username: '', pages: [], jobIds: [] });
  forgetEvents();
  clearIds();
}
