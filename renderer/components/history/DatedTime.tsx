import { ClockTime } from '#renderer/components/Time.tsx';

/** The day beside the time: rows of another day stand out, and none has to be looked up. */
export function DatedTime({ at }: { at: Date }) {
  return (
    <span className="row dated">
      <ClockTime at={at} shape="time" />
      <ClockTime at={at} shape="day" className="dim t11" />
    </span>
  );
}
