import { Menu } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Icon } from './Icon.tsx';
import { Key } from './Key.tsx';
import { Priority, priorityLevels, toLevel } from './Priority.tsx';

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
  const choose = (priority: number) => {
    if (priority !== value) onChange(priority);
  };
  return (
    <Menu
      disabled={disabled}
      width={210}
      position="bottom-start"
      {...(props.opened === undefined ? {} : { opened: props.opened && !disabled })}
      {...(props.onOpenChange ? { onChange: props.onOpenChange } : {})}
      returnFocus
    >
      <Menu.Target>
        <button
          type="button"
          className="btn"
          aria-disabled={disabled || undefined}
          aria-label={`${props.label ?? t('priority.label')}: ${t('priority.title', { priority: level, word: t(`priority.p${level}`) })}`}
        >
          <Priority priority={value} />
          {props.keyHint && <Key wide>{props.keyHint}</Key>}
          <Icon name="down" size={14} />
        </button>
      </Menu.Target>
      <Menu.Dropdown
        onKeyDown={(event) => {
          if (!/^\d$/.test(event.key)) return;
          event.preventDefault();
          choose(event.key === '0' ? 10 : Number(event.key));
          props.onOpenChange?.(false);
        }}
      >
        {priorityLevels.map((each) => (
          <Menu.Item
            key={each}
            onClick={() => choose(each)}
            aria-current={each === level || undefined}
            className={each === level ? 'mi on' : 'mi'}
          >
            <Priority priority={each} />
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
