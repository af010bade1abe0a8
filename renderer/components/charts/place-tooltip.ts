interface Size {
  width: number;
  height: number;
}

/** From the window's edge, and from what the tooltip is about. */
const MARGIN = 8;
const GAP = 12;

/**
 * Where a tooltip stands, in the window's pixels: right of `x` where there is room, else left of it,
 * and never out of the window. `y` is where its top would like to be.
 */
export function placeTooltip(x: number, y: number, tip: Size, window: Size): { left: number; top: number } {
  const right = x + GAP;
  const left = right + tip.width + MARGIN <= window.width ? right : x - GAP - tip.width;
  const hold = (value: number, room: number) => Math.max(MARGIN, Math.min(value, room - MARGIN));
  return { left: hold(left, window.width - tip.width), top: hold(y, window.height - tip.height) };
}
