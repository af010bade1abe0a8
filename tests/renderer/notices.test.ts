import { beforeEach, describe, expect, test } from 'vitest';
import { errorSignature } from '#backend/domains/failures/error-signature.ts';
import { addNotice, clearNotices, readNotices, useNotices } from '#renderer/stores/notices.ts';

beforeEach(clearNotices);
const second = (n: number) => new Date(Date.UTC(2026, 2, 14, 10, 0, n));
const fail = (n: number, message: string, jobType = 'quran') =>
  addNotice({ kind: 'failed', at: second(n), jobId: `${jobType}-${n}`, jobType, message, signature: errorSignature(message) });
const shown = () => useNotices.getState().items.map(({ count, jobId }) => [jobId, count]);

describe('failures', () => {
  test('of one cause within a minute of each other are one notice with their number', () => {
    fail(0, '429 from page 1');
    fail(20, '429 from page 17');
    fail(70, '429 from page 230');
    expect(shown()).toEqual([['quran-70', 3]]);
    expect(useNotices.getState().items[0]).toMatchObject({ firstAt: second(0), at: second(70) });
    expect(useNotices.getState().unread).toBe(1);
  });

  test('of another cause, of another type, or later stand alone', () => {
    fail(0, '429 from page 1');
    fail(1, 'timed out');
    fail(2, '429 from page 1', 'audio');
    fail(65, '429 from page 2');
    expect(shown()).toEqual([
      ['quran-65', 1],
      ['audio-2', 1],
      ['quran-1', 1],
      ['quran-0', 1],
    ]);
  });

  test('that join one that was read are unread again, and come first', () => {
    fail(0, 'no');
    addNotice({ kind: 'connection', at: second(1), message: 'gone' });
    readNotices();
    expect(useNotices.getState().unread).toBe(0);
    fail(2, 'no');
    expect(useNotices.getState().items.map(({ kind, isUnread }) => [kind, isUnread])).toEqual([
      ['failed', true],
      ['connection', false],
    ]);
    expect(useNotices.getState().unread).toBe(1);
  });
});

test('of many notices the newest two hundred are kept, and no more counted as unread', () => {
  for (let n = 0; n < 250; n++) addNotice({ kind: 'schedule', at: second(n), jobType: `type ${n}` });
  const { items, unread } = useNotices.getState();
  expect([items.length, unread, items[0]?.jobType, items.at(-1)?.jobType]).toEqual([200, 200, 'type 249', 'type 50']);
});
