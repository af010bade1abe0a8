import { useEffect, useRef } from 'react';

/** A check box; `mixed` where some of what it stands for is chosen. */
export function Check(props: {
  checked: boolean;
  mixed?: boolean;
  label: string;
  onChange(checked: boolean, event: React.MouseEvent): void;
  shown?: boolean;
}) {
  const box = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (box.current) box.current.indeterminate = props.mixed ?? false;
  }, [props.mixed]);
  return (
    <label className="check-label">
      <input
        ref={box}
        type="checkbox"
        className="check-box"
        checked={props.checked}
        aria-label={props.shown ? undefined : props.label}
        onChange={() => {}}
        onClick={(event) => {
          event.stopPropagation();
          props.onChange(!props.checked, event);
        }}
      />
      {props.shown && <span>{props.label}</span>}
    </label>
  );
}
