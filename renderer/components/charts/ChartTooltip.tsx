import { type RefObject, useLayoutEffect, useRef } from 'react';
import { createPortal } from 'react-dom';
import { placeTooltip } from './place-tooltip.ts';
import { type Mark, SeriesMark } from './SeriesMark.tsx';

export interface Reading {
  mark: Mark;
  label: string;
  text: string;
}

interface Props {
  title: string;
  readings: readonly Reading[];
  /** What it is about: `x` and `y` are pixels inside of it. */
  inside: RefObject<HTMLElement | null>;
  x: number;
  y: number;
}

/**
 * What a moment of a chart says, beside it and inside the window. Panels clip what they hold, so it hangs from the page.
 * Hidden from assistive technology, which gets the same as the value of the plot.
 */
export function ChartTooltip({ title, readings, inside, x, y }: Props) {
  const tip = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const place = () => {
      const around = inside.current?.getBoundingClientRect();
      if (!around || !tip.current) return;
      const { offsetWidth: width, offsetHeight: height, style } = tip.current;
      const room = { width: document.documentElement.clientWidth, height: window.innerHeight };
      const { left, top } = placeTooltip(around.left + x, around.top + y, { width, height }, room);
      style.transform = `translate(${Math.round(left)}px, ${Math.round(top)}px)`;
    };
    place();
    window.addEventListener('scroll', place, { capture: true, passive: true });
    return () => window.removeEventListener('scroll', place, { capture: true });
  });
  return createPortal(
    <div ref={tip} className="chart-tip" aria-hidden="true">
      <b>{title}</b>
      {readings.map(({ mark, label, text }) => (
        <div key={label}>
          <SeriesMark kind={mark} />
          <span>{label}</span>
          <span className="end">{text}</span>
        </div>
      ))}
    </div>,
    document.body,
  );
}
