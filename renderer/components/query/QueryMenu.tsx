import { Popover } from '@mantine/core';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { formatNumber } from '#renderer/lib/format.ts';
import type { QueryOption } from './query-completion.ts';

function Option(props: { id: string; option: QueryOption; isActive: boolean; onTake(): void }) {
  const { t } = useTranslation('query');
  const { option, isActive } = props;
  const item = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (isActive) item.current?.scrollIntoView({ block: 'nearest' });
  }, [isActive]);
  const hint = option.hintKey?.replace('query.', '') as 'field.status' | undefined;
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: keys are heard by the field, which keeps the focus.
    // biome-ignore lint/a11y/useFocusableInteractive: as above.
    <div
      ref={item}
      id={props.id}
      role="option"
      aria-selected={isActive}
      className={isActive ? 'mi on' : 'mi'}
      onMouseDown={(event) => event.preventDefault()}
      onClick={props.onTake}
    >
      <span className="mono ltr el" title={option.label}>
        {option.label}
      </span>
      {hint && <span className="end dim el">{t(hint)}</span>}
      {option.count !== undefined && <span className="end nw">{t('jobs', { count: option.count, n: formatNumber(option.count) })}</span>}
    </div>
  );
}

/** What could be written at the caret, under the place where it would stand. */
export function QueryMenu(props: {
  id: string;
  /** Where it opens, from the field's corner. */
  place: { left: number; top: number };
  options: readonly QueryOption[];
  active: number;
  onTake(option: QueryOption): void;
}) {
  const { t } = useTranslation('query');
  const { id, options, active, place } = props;
  return (
    <Popover
      opened
      position="bottom-start"
      offset={6}
      width={320}
      withRoles={false}
      closeOnEscape={false}
      closeOnClickOutside={false}
      hideDetached={false}
    >
      <Popover.Target>
        <span className="q-anchor" style={{ left: place.left, top: place.top }} />
      </Popover.Target>
      <Popover.Dropdown className="q-menu">
        <div id={id} role="listbox" aria-label={t('suggestions')} className="q-options">
          {options.map((option, n) => (
            <Option key={option.insert} id={`${id}-${n}`} option={option} isActive={n === active} onTake={() => props.onTake(option)} />
          ))}
        </div>
        <hr />
        <div className="mh">
          <kbd>Tab</kbd> {t('take')} &nbsp; <kbd>-</kbd> {t('excludes')}
        </div>
      </Popover.Dropdown>
    </Popover>
  );
}
