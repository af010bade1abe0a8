import { lazy, Suspense, useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, Redirect, Route, Switch, useLocation, useRoute } from 'wouter';
import { CrashBoundary } from '#renderer/app/CrashBoundary.tsx';
import { Window } from '#renderer/app/Window.tsx';
import { EmptyState } from '#renderer/components/EmptyState.tsx';
import { type Desktop, DesktopContext } from './ask.ts';
import { findView, readDesktopState, useDesktopState } from './desktop-state.ts';
import { EnvironmentFrame } from './environment/EnvironmentFrame.tsx';
import { DesktopKeys } from './frame/DesktopKeys.tsx';
import { PlainFrame } from './frame/PlainFrame.tsx';
import { FLEET, firstPlace, rememberPlace, SETTINGS } from './places.ts';
import { usePreferencesOfApp } from './use-preferences-of-app.ts';
import { usePushes } from './use-pushes.ts';

const FleetPage = lazy(() => import('./fleet/FleetPage.tsx'));
const SettingsPage = lazy(() => import('./settings/DesktopSettingsPage.tsx'));
const EnvironmentFormPage = lazy(() => import('./environments/EnvironmentFormPage.tsx'));

function Gone() {
  const { t } = useTranslation('desktop');
  return (
    <PlainFrame title={t('gone.title')}>
      <h1 className="sr">{t('gone.title')}</h1>
      <EmptyState title={t('gone.title')} text={t('gone.text')}>
        <Link className="btn main" href={FLEET}>
          {t('gone.fleet')}
        </Link>
      </EmptyState>
    </PlainFrame>
  );
}

function OneEnvironment({ id }: { id: string }) {
  const view = useDesktopState((state) => findView(state, id));
  return view ? <EnvironmentFrame key={id} view={view} /> : <Gone />;
}

function Places() {
  const [path] = useLocation();
  const [isInEnvironment, params] = useRoute('/e/:id/*?');
  useEffect(() => {
    if (path !== '/') rememberPlace(path);
  }, [path]);
  // One place for all of its pages: another page must not open its connection anew.
  if (isInEnvironment && params.id) return <OneEnvironment id={params.id} />;
  return (
    <Suspense fallback={null}>
      <Switch>
        <Route path={FLEET}>
          <FleetPage />
        </Route>
        <Route path={SETTINGS}>
          <SettingsPage />
        </Route>
        {/* Where the list of shortcuts leads, from a page that is no environment's. */}
        <Route path="/settings">
          <Redirect to={SETTINGS} replace />
        </Route>
        <Route path="/desktop/environments/:id">{({ id }) => <EnvironmentFormPage key={id} id={id} />}</Route>
        <Route path="/">
          <Redirect to={firstPlace(readDesktopState().environments.map(({ environment }) => environment.id))} replace />
        </Route>
        <Route>
          <Gone />
        </Route>
      </Switch>
    </Suspense>
  );
}

/** All of the window that depends on where it is. */
export function DesktopPlaces() {
  usePreferencesOfApp();
  usePushes();
  const [path] = useLocation();
  return (
    <CrashBoundary resetKey={path}>
      <DesktopKeys />
      <Places />
    </CrashBoundary>
  );
}

/** The desktop app's window: its environments, the fleet of them, and the app's own settings. */
export function DesktopApp({ desktop }: { desktop: Desktop }) {
  return (
    <DesktopContext value={desktop}>
      <Window>
        <DesktopPlaces />
      </Window>
    </DesktopContext>
  );
}
