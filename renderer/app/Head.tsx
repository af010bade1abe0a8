import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useRoute } from 'wouter';
import { Icon } from '#renderer/components/Icon.tsx';
import { Key } from '#renderer/components/Key.tsx';
import { useConsole } from '#renderer/lib/console.ts';
import { shownKeys } from '#renderer/lib/shortcuts.ts';
import { type Page, pages } from '#renderer/pages/registry.ts';
import { openOverlay } from '#renderer/stores/dialogs.ts';
import { useNotices } from '#renderer/stores/notices.ts';
import { ConnectionIndicator } from './ConnectionIndicator.tsx';
import { UserMenu } from './UserMenu.tsx';

function Tab({ page }: { page: Page }) {
  const { t } = useTranslation('shell');
  const [isOn] = useRoute(page.path);
  return (
    <Link href={page.path} className={isOn ? 'tab on' : 'tab'} aria-current={isOn ? 'page' : undefined}>
      {t(`page.${page.id}`)}
    </Link>
  );
}

function Bell() {
  const { t } = useTranslation('shell');
  const unread = useNotices((store) => store.unread);
  return (
    <button
      type="button"
      className="bell row row-4"
      aria-label={unread > 0 ? t('notices.open', { count: unread }) : t('notices.title')}
      onClick={() => openOverlay('notices')}
    >
      <Icon name="bell" />
      {unread > 0 && <span className="count">{unread > 99 ? '99+' : unread}</span>}
    </button>
  );
}

export function Head({ environment }: { environment?: ReactNode }) {
  const { t } = useTranslation('shell');
  const { host } = useConsole();
  return (
    <header className="head">
      {environment ?? <span className="env-switch el">{host.environmentName}</span>}
      <ConnectionIndicator />
      <nav className="tabs" aria-label={t('tabs')}>
        {pages
          .filter((page) => page.place === 'tab')
          .map((page) => (
            <Tab key={page.id} page={page} />
          ))}
      </nav>
      <span className="grow" />
      <button type="button" className="search end" onClick={() => openOverlay('palette')}>
        <Icon name="search" size={14} />
        <span className="grow">{t('search')}</span>
        <span className="row row-4">
          {shownKeys('$mod+k').map((key) => (
            <Key key={key}>{key}</Key>
          ))}
        </span>
      </button>
      <Bell />
      <UserMenu />
    </header>
  );
}
