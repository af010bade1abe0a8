import { useEffect, useRef } from 'react';
import { useLocation } from 'wouter';
import type { MenuCommand } from '#electron/bridge/pushes.ts';
import { openOverlay, openTrigger } from '#renderer/stores/dialogs.ts';
import { useDesktop } from './ask.ts';
import { setDesktopState } from './desktop-state.ts';
import { offerEnvironment } from './environments/offered.ts';
import { openSwitcher } from './frame/switcher-store.ts';
import { ADD_ENVIRONMENT, FLEET, readPlace, SETTINGS } from './places.ts';

/** What main asks the window to show. It goes the way of every link: what isn't saved is asked about first. */
export function usePushes(): void {
  const { bridge, ask } = useDesktop();
  const [path, navigate] = useLocation();
  const latest = useRef({ path, navigate });
  latest.current = { path, navigate };
  useEffect(() => {
    const go = (to: string) => latest.current.navigate(to);
    /** Palette, notices and new jobs are an environment's; elsewhere the way there is what helps. */
    const inEnvironment = (open: () => void) => (readPlace(latest.current.path) ? open() : openSwitcher());
    const commands: Record<MenuCommand, () => void> = {
      palette: () => inEnvironment(() => openOverlay('palette')),
      notices: () => inEnvironment(() => openOverlay('notices')),
      'start job': () => inEnvironment(() => openTrigger()),
      shortcuts: () => openOverlay('shortcuts'),
      settings: () => go(SETTINGS),
      'add environment': () => go(ADD_ENVIRONMENT),
      fleet: () => go(FLEET),
    };
    const stops = [
      bridge.on('state:changed', setDesktopState),
      bridge.on('window:show', ({ path: to }) => go(to)),
      bridge.on('menu:chosen', ({ command }) => commands[command]()),
      bridge.on('environment:offered', (draft) => {
        offerEnvironment(draft);
        go(ADD_ENVIRONMENT);
      }),
    ];
    // What was to be shown waits for this; and what changed since the state was read.
    void ask('window:ready');
    void ask('state:read').then(setDesktopState);
    return () => {
      for (const stop of stops) stop();
    };
  }, [bridge, ask]);
}
