import type { ButtonHTMLAttributes, ReactNode, Ref } from 'react';
import { Icon, type IconName } from './Icon.tsx';
import { Key } from './Key.tsx';

interface ButtonProps extends Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'disabled'> {
  look?: 'plain' | 'main' | 'quiet' | 'risk' | 'riskfill';
  size?: 'normal' | 'small';
  icon?: IconName;
  /** Only an icon is seen; `aria-label` says what it does. */
  square?: boolean;
  /** It stays focusable and says that it is off: focus isn't lost, and a tooltip can tell why. */
  disabled?: boolean;
  busy?: boolean;
  /** A key that does the same, shown on it. */
  keyHint?: string;
  children?: ReactNode;
  ref?: Ref<HTMLButtonElement>;
}

export function Button({
  look = 'plain',
  size,
  icon,
  square,
  disabled,
  busy,
  keyHint,
  children,
  className,
  onClick,
  ...rest
}: ButtonProps) {
  const isOff = disabled || busy;
  const classes = ['btn', look === 'plain' ? '' : look, size === 'small' ? 'sm' : '', square ? 'sq' : '', className ?? ''];
  return (
    <button
      type="button"
      {...rest}
      className={classes.filter(Boolean).join(' ')}
      aria-disabled={isOff || undefined}
      aria-busy={busy || undefined}
      onClick={(event) => (isOff ? event.preventDefault() : onClick?.(event))}
    >
      {icon && <Icon name={icon} size={14} />}
      {children}
      {keyHint && <Key wide>{keyHint}</Key>}
    </button>
  );
}
