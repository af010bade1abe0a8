import { useTranslation } from 'react-i18next';
import { Icon } from './Icon.tsx';
import { Key } from './Key.tsx';
import { Priority, toLevel } from './Priority.tsx';
import { PriorityMenu } from './PriorityMenu.tsx';

/** One of ten levels, by mouse or keyboard: arrows move, digits 1 to 9 and 0 choose. */
export function JobPrioritySelector(props: {
  value: number;
  onChange(priority: number): void;
  label?: string;
  disabled?: boolean;
  keyHint?: string;
  opened?: boolean;
  onOpenChange?(opened: boolean): void;
}) {
  const { t } = useTranslation();
  const { value, onChange, disabled = false } = props;
  const level = toLevel(value);
  return (
    <PriorityMenu value={value} onChange={onChange} disabled={disabled} opened={props.opened} onOpenChange={props.onOpenChange}>
      <button
        type="button"
        className="btn"
        aria-disabled={disabled || undefined}
        aria-label={`${props.label ?? t('priority.label')}: ${level} ${t(`priority.p${level}`)}`}
      >
        <Priority priority={value} />
        {props.keyHint && <Key wide>{props.keyHint}</Key>}
        <Icon name="down" size={14} />
      </button>
    </PriorityMenu>
  );
}
