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
  /** Of a failure: what it has in common with others of its cause, as the server has it. */
  signature?: string;
  isUnread: boolean;
  /** Of a failure: how many of its cause came within a minute of each other, told as one. */
  count: number;
  /** When the first of them came. */
  firstAt: Date;
}

/** The list forgets what is older; the audit log does not. */
const MOST = 200;

interface NoticeStore {
  items: Notice[];
  unread: number;
}

export const useNotices = create<NoticeStore>()(() => ({ items: [], unread: 0 }));
let ids = 0;

const countUnread = (items: readonly Notice[]): number => items.filter((item) => item.isUnread).length;

/** Failures of one cause that come closer than this are one thing that happened. */
const TOGETHER_MS = 60_000;

type Added = Omit<Notice, 'id' | 'isUnread' | 'count' | 'firstAt'>;

/** The notice that a failure joins, if one of its cause is new enough. */
function findTwin(items: readonly Notice[], added: Added): Notice | undefined {
  if (added.kind !== 'failed') return undefined;
  const isNew = (item: Notice) => added.at.getTime() - item.at.getTime() < TOGETHER_MS;
  return items.find(
    (item) => item.kind === 'failed' && isNew(item) && item.jobType === added.jobType && item.signature === added.signature,
  );
}

export function addNotice(added: Added, { isUnread = true } = {}): void {
  ids += 1;
  useNotices.setState(({ items }) => {
    const twin = findTwin(items, added);
    const notice = { ...added, id: twin?.id ?? ids, isUnread, count: (twin?.count ?? 0) + 1, firstAt: twin?.firstAt ?? added.at };
    const next = [notice, ...items.filter((item) => item !== twin)].slice(0, MOST);
    return { items: next, unread: countUnread(next) };
  });
}

export function readNotices(): void {
  useNotices.setState(({ items }) => ({ items: items.map((item) => (item.isUnread ? { ...item, isUnread: false } : item)), unread: 0 }));
}

export function clearNotices(): void {
  useNotices.setState({ items: [], unread: 0 });
}
