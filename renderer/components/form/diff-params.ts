import { diffArrays, diffLines, diffWordsWithSpace } from 'diff';
import type { Params } from './form-values.ts';

interface Part {
  text: string;
  tone: 'same' | 'old' | 'new';
}

export interface ParamDiff {
  name: string;
  parts: Part[];
}

/** Shorter texts are read faster whole. */
const LONG = 60;

const toneOf = ({ added, removed }: { added?: boolean; removed?: boolean }): Part['tone'] => (added ? 'new' : removed ? 'old' : 'same');
const write = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));
const isFlat = (value: unknown): value is unknown[] =>
  Array.isArray(value) && value.every((each) => typeof each !== 'object' || each === null);

function diffValue(before: unknown, after: unknown): Part[] {
  if (isFlat(before) && isFlat(after)) {
    return diffArrays(before, after).flatMap((change) => change.value.map((each) => ({ text: write(each), tone: toneOf(change) })));
  }
  if (typeof before === 'string' && typeof after === 'string' && Math.max(before.length, after.length) > LONG) {
    return diffWordsWithSpace(before, after).map((change) => ({ text: change.value, tone: toneOf(change) }));
  }
  if ([before, after].every((value) => typeof value === 'object' && value !== null)) {
    const [old, now] = [before, after].map((value) => JSON.stringify(value, null, 2)) as [string, string];
    return diffLines(old, now).map((change) => ({ text: change.value, tone: toneOf(change) }));
  }
  const parts: Part[] = [];
  if (before !== undefined) parts.push({ text: write(before), tone: 'old' });
  if (after !== undefined) parts.push({ text: write(after), tone: 'new' });
  return parts;
}

/** What differs between two sets of params, by param: the old beside the new; in lists and long texts only what changed is marked. */
export function diffParams(before: Params, after: Params): ParamDiff[] {
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  return names
    .filter((name) => JSON.stringify(before[name]) !== JSON.stringify(after[name]))
    .map((name) => ({ name, parts: diffValue(before[name], after[name]) }));
}
