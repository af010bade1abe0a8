import { create } from 'zustand';
import type { JobStatus } from '#contract/schemas/job.ts';

/** What happened, for a person who looked away. Texts are made where it is shown, in the language of that moment. */
export interface Notice {
  id: number;
  at: Date;
  kind: 'failed' | 'action' | 'schedule' | 'connection';
  jobId?: string;
  jobName?: string;
  jobType?: string;
  status?: JobStatus;
  action?: string;
  performedBy?: string;
  message?: string;
  isUnread: boolean;
}

/** The list forgets what is older; the audit log does not. */
const MOST = 200;

interface NoticeStore {
  items: Notice[];
  unread: number;
}

export const useNotices = create<NoticeStore>()(() => ({ items: [], unread: 0 }));
let ids = 0;

export function addNotice(notice: Omit<Notice, 'id' | 'isUnread'>, { isUnread = true } = {}): void {
  ids += 1;
  const added = { ...notice, id: ids, isUnread };
  useNotices.setState(({ items, unread }) => ({ items: [added, ...items].slice(0, MOST), unread: unread + (isUnread ? 1 : 0) }));
}

export function readNotices(): void {
  useNotices.setState(({ items }) => ({ items: items.map((item) => (item.isUnread ? { ...item, isUnread: false } : item)), unread: 0 }));
}

export function clearNotices(): void {
  useNotices.setState({ items: [], unread: 0 });
}
