import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { displayKey, keepPlace, noWindowState, placeWindow, type Screen } from '#electron/main/window/place-window.ts';

const screenAt = (id: number, x: number, y: number, width: number, height: number): Screen => ({
  id,
  size: { width, height },
  workArea: { x, y: y + 25, width, height: height - 25 },
});
const laptop = screenAt(1, 0, 0, 1440, 900);
const desk = screenAt(2, 1440, -200, 2560, 1440);
const place = (bounds: { x: number; y: number; width: number; height: number }) => ({ bounds, isMaximized: false, isFullScreen: false });

describe('where the window opens', () => {
  test('at first in the middle of the primary display, and within it', () => {
    expect(placeWindow(noWindowState, [desk, laptop], laptop)).toEqual(place({ x: 40, y: 32, width: 1360, height: 860 }));
    const small = screenAt(3, 0, 0, 1024, 600);
    expect(placeWindow(noWindowState, [small], small).bounds).toEqual({ x: 0, y: 25, width: 1024, height: 575 });
  });

  test('on the display where it was last, as it was there', () => {
    const there = { ...place({ x: 2000, y: 0, width: 1500, height: 1000 }), isMaximized: true };
    const state = keepPlace(keepPlace(noWindowState, laptop, place({ x: 10, y: 40, width: 800, height: 600 })), desk, there);
    expect(placeWindow(state, [laptop, desk], laptop)).toEqual(there);
  });

  test('without that display, as it was on the primary one', () => {
    const here = place({ x: 10, y: 40, width: 800, height: 600 });
    const state = keepPlace(keepPlace(noWindowState, laptop, here), desk, place({ x: 2000, y: 0, width: 1500, height: 1000 }));
    expect(placeWindow(state, [laptop], laptop)).toEqual(here);
  });

  test('at another resolution, as if the display were another', () => {
    const state = keepPlace(noWindowState, laptop, place({ x: 10, y: 40, width: 800, height: 600 }));
    const scaled = screenAt(1, 0, 0, 1280, 800);
    expect(displayKey(scaled)).not.toBe(displayKey(laptop));
    expect(placeWindow(state, [scaled], scaled).bounds).toEqual({ x: 0, y: 25, width: 1280, height: 775 });
  });

  test.each([
    ['beside the display', { x: 1430, y: 100, width: 800, height: 600 }],
    ['above it', { x: 100, y: -600, width: 800, height: 600 }],
    ['below it', { x: 100, y: 890, width: 800, height: 600 }],
  ])('kept %s, it is in reach again', (_where, bounds) => {
    const state = keepPlace(noWindowState, laptop, place(bounds));
    expect(placeWindow(state, [laptop], laptop).bounds).toEqual({ x: 40, y: 32, width: 1360, height: 860 });
  });

  test('never where nobody can reach it', () => {
    const number = fc.integer({ min: -5_000, max: 5_000 });
    const size = fc.integer({ min: 1, max: 4_000 });
    fc.assert(
      fc.property(number, number, size, size, (x, y, width, height) => {
        const { bounds } = placeWindow(keepPlace(noWindowState, laptop, place({ x, y, width, height })), [laptop, desk], laptop);
        const visible = [laptop, desk].some(
          ({ workArea }) =>
            Math.min(bounds.x + bounds.width, workArea.x + workArea.width) - Math.max(bounds.x, workArea.x) >= 120 &&
            bounds.y >= workArea.y - 16 &&
            bounds.y < workArea.y + workArea.height - 31,
        );
        expect(visible).toBe(true);
      }),
    );
  });
});

test('only so many displays are remembered, the newest', () => {
  let state = noWindowState;
  for (let id = 0; id < 30; id += 1)
    state = keepPlace(state, screenAt(id + 1, 0, 0, 800, 600), place({ x: 0, y: 0, width: 400, height: 500 }));
  expect(Object.keys(state.displays)).toHaveLength(20);
  expect(state.last).toBe('30:800x600');
  expect(state.displays).toHaveProperty(['30:800x600']);
});
