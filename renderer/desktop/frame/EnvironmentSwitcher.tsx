import { Popover } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Icon } from '#renderer/components/Icon.tsx';
import { useEnvironments } from '../desktop-state.ts';
import { SwitcherList } from './SwitcherList.tsx';
import { closeSwitcher, openSwitcher, useSwitcher } from './switcher-store.ts';

/** What is on screen, and the way to every other environment. */
export function EnvironmentSwitcher({ current, title }: { current?: string; title?: string }) {
  const { t } = useTranslation('desktop');
  const isOpen = useSwitcher((store) => store.isOpen);
  const environment = useEnvironments().find((view) => view.environment.id === current)?.environment;
  const name = environment?.name ?? title ?? '';
  return (
    <Popover opened={isOpen} onChange={(opened) => !opened && closeSwitcher()} position="bottom-start" width={360} trapFocus returnFocus>
      <Popover.Target>
        <button
          type="button"
          className="env-switch"
          aria-expanded={isOpen}
          aria-haspopup="dialog"
          onClick={() => (isOpen ? closeSwitcher() : openSwitcher())}
        >
          <span className="sr">{t('switcher.open')}</span>
          {environment?.isProduction && <span className="plate">{t('production')}</span>}
          <span className="el">{name}</span>
          {environment?.isReadOnly && (
            <span className="read-only" title={t('readOnlyText')}>
              <Icon name="lock" size={12} />
              <span className="w">{t('readOnly')}</span>
            </span>
          )}
          <Icon name="down" size={14} />
        </button>
      </Popover.Target>
      <Popover.Dropdown className="menu switcher">
        <SwitcherList {...(current ? { current } : {})} onDone={closeSwitcher} />
      </Popover.Dropdown>
    </Popover>
  );
}
