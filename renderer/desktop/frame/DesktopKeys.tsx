import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import type { Environment } from '#electron/bridge/environment.ts';
import { useShortcut } from '#renderer/lib/shortcuts.ts';
import type { Entry } from '#renderer/overlays/palette/entry.ts';
import { useExtraEntries } from '#renderer/overlays/palette/extra-entries.ts';
import { useEnvironments } from '../desktop-state.ts';
import { ADD_ENVIRONMENT, FLEET, pathToOther } from '../places.ts';

/** Those that a digit reaches. */
const WITH_KEY = 9;

function EnvironmentKey({ environment, place }: { environment: Environment; place: number }) {
  const { t } = useTranslation('desktop');
  const [path, navigate] = useLocation();
  const { id, name } = environment;
  useShortcut({ keys: `$mod+${place}`, label: t('keys.environment', { name }), group: 'global' }, () => navigate(pathToOther(id, path)));
  return null;
}

/** Every environment is in the palette too, whichever is on screen. */
function PaletteEntries() {
  const { t } = useTranslation('desktop');
  const [path, navigate] = useLocation();
  const environments = useEnvironments();
  const latest = useRef({ path, navigate });
  latest.current = { path, navigate };
  // By what is shown: states change all the time.
  const key = environments.map(({ environment: { id, name } }) => `${id} ${name}`).join('\n');
  // biome-ignore lint/correctness/useExhaustiveDependencies: as above.
  useEffect(() => {
    const go = (to: (from: string) => string) => () => latest.current.navigate(to(latest.current.path));
    const entries: Entry[] = [
      ...environments.map(
        ({ environment: { id, name } }, n): Entry => ({
          id: `environment ${id}`,
          icon: 'deck',
          label: t('keys.environment', { name }),
          keys: n < WITH_KEY ? `$mod+${n + 1}` : undefined,
          run: go((from) => pathToOther(id, from)),
        }),
      ),
      { id: 'fleet', icon: 'fleet', label: t('rail.fleet'), keys: '$mod+0', run: go(() => FLEET) },
      { id: 'add environment', icon: 'plus', label: t('rail.add'), run: go(() => ADD_ENVIRONMENT) },
    ];
    useExtraEntries.setState({ title: t('rail.title'), entries });
  }, [key, t]);
  return null;
}

/** Keys that work on every page of the app: the first nine environments, and the fleet. */
export function DesktopKeys() {
  const { t } = useTranslation('desktop');
  const [, navigate] = useLocation();
  const environments = useEnvironments().slice(0, WITH_KEY);
  useShortcut({ keys: '$mod+0', label: t('rail.fleet'), group: 'global' }, () => navigate(FLEET));
  return (
    <>
      <PaletteEntries />
      {environments.map(({ environment }, n) => (
        <EnvironmentKey key={environment.id} environment={environment} place={n + 1} />
      ))}
    </>
  );
}
