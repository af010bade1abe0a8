import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import type { EnvironmentView } from '#electron/bridge/desktop-state.ts';
import { Icon, type IconName } from '#renderer/components/Icon.tsx';
import { useEnvironments } from '../desktop-state.ts';
import { initialsOf } from '../initials.ts';
import { ADD_ENVIRONMENT, FLEET, pathToOther, SETTINGS } from '../places.ts';
import { HealthIcon } from './EnvironmentMark.tsx';
import { useWindowPath } from './use-window-path.ts';

function RailPlace({ path, icon, size, label }: { path: string; icon: IconName; size?: 20; label: string }) {
  const isOn = useWindowPath() === path;
  return (
    <Link
      href={`~${path}`}
      className={isOn ? 'rail-btn on' : 'rail-btn'}
      aria-label={label}
      title={label}
      aria-current={isOn ? 'page' : undefined}
    >
      <Icon name={icon} {...(size ? { size } : {})} />
    </Link>
  );
}

function RailEnvironment({ view, isOn }: { view: EnvironmentView; isOn: boolean }) {
  const { t } = useTranslation('desktop');
  const { id, name, color, isProduction } = view.environment;
  const path = useWindowPath();
  const label = t('rail.environment', { name, health: t(`health.${view.status.health}`) });
  return (
    <Link
      href={`~${pathToOther(id, path)}`}
      className={['env initials', isOn ? 'on' : '', isProduction ? 'prod' : ''].filter(Boolean).join(' ')}
      data-color={color}
      data-initials={initialsOf(name)}
      aria-label={isProduction ? `${label}, ${t('production')}` : label}
      title={label}
      aria-current={isOn ? 'true' : undefined}
    >
      <span className="badge">
        <HealthIcon view={view} size={12} />
      </span>
    </Link>
  );
}

/** The fleet, every environment with its state as a shape, and the app's own settings. `children` are of the environment on screen. */
export function DesktopRail({ current, children }: { current?: string; children?: React.ReactNode }) {
  const { t } = useTranslation('desktop');
  const views = useEnvironments();
  return (
    <nav className="rail" aria-label={t('rail.title')}>
      <RailPlace path={FLEET} icon="deck" size={20} label={t('rail.fleet')} />
      <hr />
      <div className="rail-envs">
        {views.map((view) => (
          <RailEnvironment key={view.environment.id} view={view} isOn={view.environment.id === current} />
        ))}
        <RailPlace path={ADD_ENVIRONMENT} icon="plus" label={t('rail.add')} />
      </div>
      <span className="grow" />
      {children}
      <RailPlace path={SETTINGS} icon="gear" label={t('rail.settings')} />
    </nav>
  );
}
