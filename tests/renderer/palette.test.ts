import { describe, expect, test } from 'vitest';
import type { Job } from '#contract/schemas/job.ts';
import { isMatch, markParts, wordsOf } from '#renderer/overlays/palette/match.ts';
import { rankJobs } from '#renderer/overlays/palette/rank-jobs.ts';
import { nextKind, readInput, toQuery } from '#renderer/overlays/palette/read-input.ts';

const marked = (label: string, text: string) =>
  markParts(label, wordsOf(text))
    .map((part) => (part.isHit ? `[${part.text}]` : part.text))
    .join('');

describe('what is typed', () => {
  test('is looked for word by word, in any case and order', () => {
    expect(isMatch('Export jobs as CSV', wordsOf('csv  EXP'))).toBe(true);
    expect(isMatch('Export jobs as CSV', wordsOf('csv json'))).toBe(false);
    expect(isMatch('Anything', wordsOf('  '))).toBe(true);
  });

  test('is marked wherever it stands', () => {
    expect(marked('Hadith · Sahih al-Bukhari', 'bukh')).toBe('Hadith · Sahih al-[Bukh]ari');
    expect(marked('aba caba', 'ab ba')).toBe('[aba] c[aba]');
    expect(marked('Settings', '')).toBe('Settings');
    expect(marked('حديث · صحيح البخاري', 'بخار')).toBe('حديث · صحيح ال[بخار]ي');
  });

  test('leaves a label whole whose letters change their length with their case, and letters beyond the first plane', () => {
    expect(marked('İstanbul', 'stan')).toBe('İstanbul');
    expect(marked('🚀 rocket', 'rock')).toBe('🚀 [rock]et');
  });

  test('is narrowed to a kind by its first letter, and by Tab in a circle', () => {
    expect(readInput(' > dark', 'all')).toEqual({ kind: 'actions', text: 'dark' });
    expect(readInput('#qur', 'jobs')).toEqual({ kind: 'types', text: 'qur' });
    expect(readInput('  bukh ', 'jobs')).toEqual({ kind: 'jobs', text: 'bukh' });
    expect(nextKind('all', 1)).toBe('jobs');
    expect(nextKind('actions', 1)).toBe('all');
    expect(nextKind('all', -1)).toBe('actions');
  });

  test('is a query where it is one, and words where it is not yet', () => {
    expect(toQuery('status:failed type:quran')).toBe('status:failed type:quran');
    expect(toQuery('Quran · slow 1')).toBe('Quran · slow 1');
    expect(toQuery('status:fai')).toBe('"status:fai"');
    expect(toQuery('"unclosed')).toBe('"\\"unclosed"');
  });
});

describe('found jobs', () => {
  const job = (jobId: string, status: Job['status'], jobName: string, minute: number) =>
    ({ jobId, status, jobName, createdAt: new Date(Date.UTC(2026, 0, 1, 0, minute)) }) as Job;
  const ranked = (text: string, ...jobs: Job[]) => rankJobs(jobs, text).map(({ jobId }) => jobId);

  test('come by what is under way, then by how they are named, then by age', () => {
    expect(
      ranked(
        'bukh',
        job('old', 'completed', 'Bukhari, Urdu', 1),
        job('new', 'completed', 'Bukhari, Urdu', 9),
        job('inside', 'completed', 'Sahih al-Bukhari', 20),
        job('failed', 'failed', 'Sahih al-Bukhari', 0),
        job('running', 'running', 'Sahih al-Bukhari', 0),
        job('word', 'completed', 'Hadith · Bukhari', 0),
      ),
    ).toEqual(['running', 'failed', 'new', 'old', 'word', 'inside']);
  });

  test('begin with the one whose id was typed', () => {
    expect(ranked('QURAN-1', job('quran-10', 'running', 'quran-1', 5), job('quran-1', 'completed', 'Quran', 1))).toEqual([
      'quran-1',
      'quran-10',
    ]);
  });
});
