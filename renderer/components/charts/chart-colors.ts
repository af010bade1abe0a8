const NAMES = ['line-1', 'line-2', 'ink-1', 'ink-2', 'ink-3', 'ink-4', 'surface-1', 'running-fill', 'failed-fill'] as const;

/** Tokens as a canvas takes them. */
export type ChartColors = Record<(typeof NAMES)[number], string>;

/** The colour tokens as they are inside an element. The token itself still reads `light-dark(…)`; only a property that uses it is resolved. */
export function readColors(inside: HTMLElement): ChartColors {
  const probe = document.createElement('span');
  inside.append(probe);
  const style = getComputedStyle(probe);
  const colors = NAMES.map((name) => {
    probe.style.color = `var(--${name})`;
    return [name, style.color];
  });
  probe.remove();
  return Object.fromEntries(colors) as ChartColors;
}
