import { z } from 'zod';

const Bounds = z.object({ x: z.number().int(), y: z.number().int(), width: z.number().int().min(1), height: z.number().int().min(1) });
type Bounds = z.output<typeof Bounds>;

const KeptWindow = z.object({ bounds: Bounds, isMaximized: z.boolean(), isFullScreen: z.boolean() });
export type KeptWindow = z.output<typeof KeptWindow>;

/** Where the window was on each display, and on which one last. */
export const WindowState = z.object({ last: z.string().nullable(), displays: z.record(z.string(), KeptWindow) });
export type WindowState = z.output<typeof WindowState>;
export const noWindowState: WindowState = { last: null, displays: {} };

/** A display, as Electron's `screen` tells it. */
export interface Screen {
  id: number;
  size: { width: number; height: number };
  workArea: Bounds;
}

export const LEAST_WIDTH = 390;
export const LEAST_HEIGHT = 480;
const USUAL = { width: 1_360, height: 860 };
/** So much of the window's upper edge must be in reach, or nobody could move it back. */
const REACHABLE = { width: 120, height: 32 };
const MOST_DISPLAYS = 20;

/** The same screen at another resolution is another place. */
export const displayKey = ({ id, size }: Screen): string => `${id}:${size.width}x${size.height}`;

const overlap = (from: number, length: number, otherFrom: number, otherLength: number) =>
  Math.min(from + length, otherFrom + otherLength) - Math.max(from, otherFrom);

const isReachable = (bounds: Bounds, screens: readonly Screen[]): boolean =>
  screens.some(
    ({ workArea }) =>
      overlap(bounds.x, bounds.width, workArea.x, workArea.width) >= REACHABLE.width &&
      bounds.y >= workArea.y - REACHABLE.height / 2 &&
      bounds.y + REACHABLE.height <= workArea.y + workArea.height,
  );

function centredOn({ workArea }: Screen): Bounds {
  const width = Math.min(USUAL.width, workArea.width);
  const height = Math.min(USUAL.height, workArea.height);
  return {
    x: workArea.x + Math.floor((workArea.width - width) / 2),
    y: workArea.y + Math.floor((workArea.height - height) / 2),
    width,
    height,
  };
}

/** Where the window opens: as it was on the display that it was on last, or on the primary one; never where nobody could reach it. */
export function placeWindow(state: WindowState, screens: readonly Screen[], primary: Screen): KeptWindow {
  const keys = [state.last, displayKey(primary)].filter((key) => key !== null);
  for (const key of keys) {
    const screen = screens.find((each) => displayKey(each) === key);
    const kept = state.displays[key];
    if (!screen || !kept) continue;
    const bounds = {
      ...kept.bounds,
      width: Math.max(kept.bounds.width, LEAST_WIDTH),
      height: Math.max(kept.bounds.height, LEAST_HEIGHT),
    };
    if (isReachable(bounds, screens)) return { ...kept, bounds };
    return { ...kept, bounds: centredOn(screen) };
  }
  return { bounds: centredOn(primary), isMaximized: false, isFullScreen: false };
}

/** The state with the window's place on its display; the displays of longest ago are forgotten. */
export function keepPlace(state: WindowState, screen: Screen, window: KeptWindow): WindowState {
  const key = displayKey(screen);
  const others = Object.entries(state.displays).filter(([each]) => each !== key);
  return { last: key, displays: Object.fromEntries([...others.slice(1 - MOST_DISPLAYS), [key, window]]) };
}
