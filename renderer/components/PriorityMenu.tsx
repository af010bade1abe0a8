import { Menu } from '@mantine/core';
import type { ReactNode } from 'react';
import { Priority, priorityLevels, toLevel } from './Priority.tsx';

/** The ten levels, opened from `children`, a button: arrows move, digits 1 to 9 and 0 choose. */
export function PriorityMenu(props: {
  /** The level of now; null where there is none. */
  value: number | null;
  onChange(priority: number): void;
  children: ReactNode;
  disabled?: boolean;
  opened?: boolean | undefined;
  onOpenChange?: ((opened: boolean) => void) | undefined;
  returnFocus?: boolean;
}) {
  const { value, onChange, disabled = false, returnFocus = true } = props;
  const level = value === null ? null : toLevel(value);
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
      returnFocus={returnFocus}
    >
      <Menu.Target>{props.children}</Menu.Target>
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
