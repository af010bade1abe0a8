/** On or off, with its word beside it. */
export function Switch(props: { on: boolean; label: string; word?: string; disabled?: boolean; onChange(on: boolean): void }) {
  return (
    <button
      type="button"
      role="switch"
      className="switch-row"
      aria-checked={props.on}
      aria-label={props.label}
      aria-disabled={props.disabled || undefined}
      onClick={() => !props.disabled && props.onChange(!props.on)}
    >
      <span className={props.on ? 'switch on' : 'switch'} />
      {props.word && <span className="t12">{props.word}</span>}
    </button>
  );
}
