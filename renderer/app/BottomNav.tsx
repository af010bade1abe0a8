import { useTranslation } from 'react-i18next';
import { Link, useRoute } from 'wouter';
import { Icon } from '#renderer/components/Icon.tsx';
import { type Page, pages } from '#renderer/pages/registry.ts';

function BottomLink({ page }: { page: Page }) {
  const { t } = useTranslation('shell');
  const [isOn] = useRoute(page.path);
  return (
    <Link href={page.path} className={isOn ? 'on' : ''} aria-current={isOn ? 'page' : undefined}>
      <Icon name={page.icon} />
      {t(`page.${page.id}`)}
    </Link>
  );
}

/** The tabs, at the thumb, on a phone. */
export function BottomNav() {
  const { t } = useTranslation('shell');
  return (
    <nav className="bottomnav" aria-label={t('tabs')}>
      {pages
        .filter((page) => page.place === 'tab')
        .map((page) => (
          <BottomLink key={page.id} page={page} />
        ))}
    </nav>
  );
}
