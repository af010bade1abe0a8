import { useTranslation } from 'react-i18next';
import { Link, useRoute } from 'wouter';
import { Icon } from '#renderer/components/Icon.tsx';
import { useConsole, useHasRole } from '#renderer/lib/console.ts';
import { type Page, pages } from '#renderer/pages/registry.ts';
import { useConnection } from '#renderer/stores/connection.ts';

/** A page that is reached from the rail, for those who may. */
export function RailLink({ page }: { page: Page }) {
  const { t } = useTranslation('shell');
  const [isOn] = useRoute(page.path);
  const isShown = useHasRole(page.role ?? 'viewer');
  if (!isShown) return null;
  return (
    <Link
      href={page.path}
      className={isOn ? 'rail-btn on' : 'rail-btn'}
      aria-label={t(`page.${page.id}`)}
      title={t(`page.${page.id}`)}
      aria-current={isOn ? 'page' : undefined}
    >
      <Icon name={page.icon} />
    </Link>
  );
}

/** The environments, each with its state as a shape; the web console has one. */
export function Rail() {
  const { t } = useTranslation('shell');
  const { host } = useConsole();
  const kind = useConnection((store) => store.state.kind);
  const badge = { live: 'completed', 'catching up': 'running', connecting: 'pending', offline: 'cancelled' } as const;
  return (
    <nav className="rail" aria-label={t('rail')}>
      <Link className="rail-btn" href="/overview" aria-label={t('page.overview')} title={t('app')}>
        <Icon name="deck" size={20} />
      </Link>
      <hr />
      <Link
        className="env on initials"
        href="/overview"
        aria-label={host.environmentName}
        title={host.environmentName}
        data-initials={host.environmentName.slice(0, 2)}
      >
        <span className="badge">
          <span data-s={badge[kind]} className="c">
            <Icon name={kind === 'offline' ? 'offline' : badge[kind]} size={12} />
          </span>
        </span>
      </Link>
      <span className="grow" />
      {pages
        .filter((page) => page.place === 'rail')
        .map((page) => (
          <RailLink key={page.id} page={page} />
        ))}
    </nav>
  );
}
