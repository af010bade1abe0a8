import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import type { Environment } from '#electron/bridge/environment.ts';
import { useShortcut } from '#renderer/lib/shortcuts.ts';
import { useEnvironments } from '../desktop-state.ts';
import { FLEET, pathToOther } from '../places.ts';

function EnvironmentKey({ environment, place }: { environment: Environment; place: number }) {
  const { t } = useTranslation('desktop');
  const [path, navigate] = useLocation();
  const { id, name } = environment;
  useShortcut({ keys: `$mod+${place}`, label: t('keys.environment', { name }), group: 'global' }, () => navigate(pathToOther(id, path)));
  return null;
}

/** Keys that work on every page of the app: the first nine environments, and the fleet. */
export function DesktopKeys() {
  const { t } = useTranslation('desktop');
  const [, navigate] = useLocation();
  const environments = useEnvironments().slice(0, 9);
  useShortcut({ keys: '$mod+0', label: t('rail.fleet'), group: 'global' }, () => navigate(FLEET));
  return environments.map(({ environment }, n) => <EnvironmentKey key={environment.id} environment={environment} place={n + 1} />);
}
