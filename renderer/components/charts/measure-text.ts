let context: CanvasRenderingContext2D | null = null;

/** The width of the widest text in the font of the charts, in CSS pixels. */
export function measureTexts(texts: readonly string[]): number {
  context ??= document.createElement('canvas').getContext('2d');
  if (!context) return 0;
  const { fontFamily } = getComputedStyle(document.body);
  // --t-11, of the person's own text size.
  const size = 0.6875 * Number.parseFloat(getComputedStyle(document.documentElement).fontSize);
  context.font = `500 ${size}px ${fontFamily}`;
  return Math.max(0, ...texts.map((text) => context?.measureText(text).width ?? 0));
}
