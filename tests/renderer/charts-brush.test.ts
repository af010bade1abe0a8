import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { beginDrag, isOnEdge, moveCursor, rangeOfDrag } from '#renderer/components/charts/brush.ts';
import { placeTooltip } from '#renderer/components/charts/place-tooltip.ts';
import { placePlot, scaleTime } from '#renderer/components/charts/plot-box.ts';
import { spreadLabels } from '#renderer/components/charts/spread-labels.ts';

const edges = [0, 10, 20, 30, 40];
const bounds = { from: 0, to: 40 };

describe('A drag', () => {
  test('over a plot takes whole buckets, both ways', () => {
    expect(rangeOfDrag({ kind: 'range', anchor: 12, head: 27 }, edges, bounds)).toEqual({ from: 10, to: 30 });
    expect(rangeOfDrag({ kind: 'range', anchor: 27, head: 12 }, edges, bounds)).toEqual({ from: 10, to: 30 });
    expect(rangeOfDrag({ kind: 'range', anchor: 12, head: 12 }, edges, bounds)).toEqual({ from: 10, to: 20 });
  });

  test('of an edge goes to the nearest edge, and past the other one', () => {
    expect(rangeOfDrag({ kind: 'edge', anchor: 10, head: 33 }, edges, bounds)).toEqual({ from: 10, to: 30 });
    expect(rangeOfDrag({ kind: 'edge', anchor: 20, head: 4 }, edges, bounds)).toEqual({ from: 0, to: 20 });
    expect(rangeOfDrag({ kind: 'edge', anchor: 20, head: 38 }, edges, bounds)).toEqual({ from: 20, to: 40 });
  });

  test('of an edge onto the other leaves a bucket', () => {
    expect(rangeOfDrag({ kind: 'edge', anchor: 20, head: 21 }, edges, bounds)).toEqual({ from: 20, to: 30 });
    expect(rangeOfDrag({ kind: 'edge', anchor: 40, head: 40 }, edges, bounds)).toEqual({ from: 30, to: 40 });
  });

  test('stays inside what is shown, where buckets reach beyond it', () => {
    expect(rangeOfDrag({ kind: 'range', anchor: 0, head: 99 }, edges, { from: 5, to: 37 })).toEqual({ from: 5, to: 37 });
  });

  test('never chooses nothing, nor anything outside', () => {
    const moment = fc.integer({ min: -20, max: 60 });
    fc.assert(
      fc.property(fc.constantFrom('range' as const, 'edge' as const), moment, moment, (kind, anchor, head) => {
        const range = rangeOfDrag({ kind, anchor, head }, edges, bounds);
        expect(range.from).toBeLessThan(range.to);
        expect(range.from).toBeGreaterThanOrEqual(0);
        expect(range.to).toBeLessThanOrEqual(40);
      }),
    );
  });

  test('begins at an edge of the selection within reach, which is wider for a finger', () => {
    const scale = scaleTime(bounds, 400);
    const selection = { from: 10, to: 30 };
    expect(beginDrag(103, selection, scale, 'mouse')).toEqual({ kind: 'edge', anchor: 30, head: 10 });
    expect(beginDrag(297, selection, scale, 'mouse')).toEqual({ kind: 'edge', anchor: 10, head: 30 });
    expect(beginDrag(110, selection, scale, 'mouse')).toEqual({ kind: 'range', anchor: 11, head: 11 });
    expect(beginDrag(110, selection, scale, 'touch')).toMatchObject({ kind: 'edge' });
    expect(isOnEdge(100, null, scale, 'mouse')).toBe(false);
  });
});

describe('The keys', () => {
  test('move by one, by ten and to the ends, and stop there', () => {
    const from = (bucket: number) =>
      ['ArrowLeft', 'ArrowRight', 'PageUp', 'PageDown', 'Home', 'End'].map((key) => moveCursor(key, bucket, 30));
    expect(from(15)).toEqual([14, 16, 5, 25, 0, 29]);
    expect(from(0)[0]).toBe(0);
    expect(from(29)[1]).toBe(29);
    expect(moveCursor('a', 3, 30)).toBeNull();
  });
});

describe('A plot', () => {
  test('takes what its labels leave, and turns pixels into time and back', () => {
    const box = placePlot(390, 206, { left: 30.2, right: 34, top: 8 });
    expect(box).toEqual({ left: 31, top: 8, width: 325, height: 178 });
    const { timeAt, xAt } = scaleTime({ from: 1_000, to: 2_000 }, 500);
    expect([timeAt(250), xAt(1_500), timeAt(-5), timeAt(999)]).toEqual([1_500, 250, 1_000, 2_000]);
    expect(placePlot(20, 10, { left: 30, right: 34, top: 8 })).toMatchObject({ width: 0, height: 0 });
  });
});

describe('A tooltip', () => {
  const tip = { width: 160, height: 100 };
  const window = { width: 390, height: 800 };
  test('stands right of what it is about, else left of it, and never out of the window', () => {
    expect(placeTooltip(50, 200, tip, window)).toEqual({ left: 62, top: 200 });
    expect(placeTooltip(320, 200, tip, window)).toEqual({ left: 148, top: 200 });
    expect(placeTooltip(170, 790, { width: 300, height: 100 }, window)).toEqual({ left: 8, top: 692 });
    expect(placeTooltip(50, -40, tip, window).top).toBe(8);
  });
});

describe('Labels at the ends of lines', () => {
  test('stay where they are while they do not meet', () => {
    expect(spreadLabels([90, 10, 50], 14, 100)).toEqual([90, 10, 50]);
  });
  test('move apart in their order, and stay inside', () => {
    expect(spreadLabels([50, 52, 51], 14, 100)).toEqual([50, 78, 64]);
    expect(spreadLabels([100, 99], 14, 100)).toEqual([100, 86]);
    expect(spreadLabels([], 14, 100)).toEqual([]);
  });
});
