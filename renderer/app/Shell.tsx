import { type ReactNode, Suspense, useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, Redirect, Route, Switch, useLocation, useSearch } from 'wouter';
import { EmptyState } from '#renderer/components/EmptyState.tsx';
import { useConsole, useHasRole } from '#renderer/lib/console.ts';
import { useShortcut } from '#renderer/lib/shortcuts.ts';
import { type Page, pageComponents, pages } from '#renderer/pages/registry.ts';
import { useIsLive } from '#renderer/stores/connection.ts';
import { openOverlay } from '#renderer/stores/dialogs.ts';
import { rememberVisit } from '#renderer/stores/recents.ts';
import { BottomNav } from './BottomNav.tsx';
import { ConnectionBanner } from './ConnectionBanner.tsx';
import { CrashBoundary } from './CrashBoundary.tsx';
import { Foot } from './Foot.tsx';
import { Head } from './Head.tsx';
import { Overlays } from './Overlays.tsx';
import { Rail } from './Rail.tsx';

/** What the desktop app's window has other than the web console's page. */
export interface ShellParts {
  /** The rail, with all environments. */
  rail?: ReactNode;
  /** At the head's beginning: which environment, and the way to the others. */
  environment?: ReactNode;
  /** Above the page, in the place of what the connection says of itself. */
  banner?: ReactNode;
  /** In the page's place, while nothing true can be shown there. */
  instead?: ReactNode;
  /** A frame around all of it. */
  isProduction?: boolean;
}

function GoKey({ page }: { page: Page }) {
  const { t } = useTranslation('shell');
  const [, navigate] = useLocation();
  const enabled = useHasRole(page.role ?? 'viewer');
  useShortcut({ keys: page.keys, label: t(`page.${page.id}`), group: 'go' }, () => navigate(page.path), { enabled });
  return null;
}

function GlobalKeys() {
  const { t } = useTranslation('shell');
  useShortcut({ keys: '$mod+k', label: t('search'), group: 'global' }, () => openOverlay('palette'));
  useShortcut({ keys: 'Shift+?', label: t('keys.title'), group: 'global' }, () => openOverlay('shortcuts'));
  return pages.map((page) => <GoKey key={page.id} page={page} />);
}

function PageFrame({ page, parts }: { page: Page; parts: ShellParts }) {
  const { t } = useTranslation('shell');
  const isAllowed = useHasRole(page.role ?? 'viewer');
  const isLive = useIsLive();
  const Content = pageComponents.get(page.id);
  const { user } = useConsole();
  const jobId = new URLSearchParams(useSearch()).get('job') ?? undefined;
  useEffect(() => rememberVisit(user.username, page.id, jobId), [user.username, page.id, jobId]);
  useEffect(() => {
    document.title = `${t(`page.${page.id}`)} · ${t('app')}`;
  }, [page, t]);
  if (parts.instead)
    return (
      <main id="page" className="main" tabIndex={-1}>
        {parts.instead}
      </main>
    );
  const body = ['body', page.isFlush ? 'flush' : '', isLive ? '' : 'stale'].filter(Boolean).join(' ');
  return (
    <main id="page" className="main" tabIndex={-1}>
      {parts.banner ?? <ConnectionBanner />}
      <div className={body}>
        {isAllowed && Content ? (
          <CrashBoundary resetKey={page.id}>
            <Suspense fallback={null}>
              <Content />
            </Suspense>
          </CrashBoundary>
        ) : (
          <EmptyState title={t('notAllowed.title')} text={t('notAllowed.text')} />
        )}
      </div>
    </main>
  );
}

function NotFound() {
  const { t } = useTranslation('shell');
  const [path] = useLocation();
  return (
    <main id="page" className="main">
      <EmptyState title={t('notFound.title')} text={t('notFound.text', { path })}>
        <Link className="btn main" href="/overview">
          {t('notFound.home')}
        </Link>
      </EmptyState>
    </main>
  );
}

/** What stands around every page. */
export function Shell({ parts = {} }: { parts?: ShellParts }) {
  const { t } = useTranslation('shell');
  return (
    <div className="app" data-production={parts.isProduction || undefined}>
      <a className="skip btn" href="#page">
        {t('skip')}
      </a>
      <GlobalKeys />
      {parts.rail ?? <Rail />}
      <Head environment={parts.environment} />
      <Switch>
        <Route path="/">
          <Redirect to="/overview" replace />
        </Route>
        {pages.map((page) => (
          <Route key={page.id} path={page.path}>
            <PageFrame page={page} parts={parts} />
          </Route>
        ))}
        <Route>
          <NotFound />
        </Route>
      </Switch>
      <Foot />
      <BottomNav />
      <Overlays />
    </div>
  );
}
