import { type ReactNode, useEffect, useMemo, useState } from 'react';
import { Router } from 'wouter';
import { memoryLocation } from 'wouter/memory-location';
import { ConfirmDialog } from '#renderer/components/ConfirmDialog.tsx';
import { createAsk, DesktopContext } from '#renderer/desktop/ask.ts';
import '#renderer/desktop/desktop.css';
import { setDesktopState } from '#renderer/desktop/desktop-state.ts';
import { forgetOffer } from '#renderer/desktop/environments/offered.ts';
import { useBacklogs } from '#renderer/desktop/fleet/backlog-history.ts';
import { closeSwitcher } from '#renderer/desktop/frame/switcher-store.ts';
import { askBeforeLeaving } from '#renderer/lib/leaving.ts';
import { usePreferences } from '#renderer/stores/preferences.ts';
import { now } from './data/moments.ts';
import { createFixedBridge, type FixedDesktop } from './fixed-bridge.ts';

const STEP_MS = 15 * 60_000;

/** What the app saw wait over a day. */
const backlogOf = (pending: number) =>
  Array.from({ length: 96 }, (_, n): [number, number] => [
    now - (95 - n) * STEP_MS,
    Math.round(pending * (0.7 + 0.2 * Math.sin(n / 14) + 0.1 * Math.sin(n / 3))),
  ]);

/** A section of the desktop app's window, over a main process that always says the same. */
export function DesktopShown({ fixed, path, children }: { fixed: FixedDesktop; path: string; children: ReactNode }) {
  const [isTold, setTold] = useState(false);
  const desktop = useMemo(() => {
    const bridge = createFixedBridge(fixed);
    return { bridge, ask: createAsk(bridge) };
  }, [fixed]);
  const { hook, searchHook } = useMemo(() => memoryLocation({ path }), [path]);
  useEffect(() => {
    const { language, theme } = usePreferences.getState();
    setDesktopState({ ...fixed.state, settings: { ...fixed.state.settings, language, theme } });
    useBacklogs.setState({
      histories: Object.fromEntries(
        fixed.state.environments.map(({ environment, status }) => [environment.id, backlogOf(status.counts?.pending ?? 0)]),
      ),
    });
    setTold(true);
    return () => {
      closeSwitcher();
      forgetOffer();
    };
  }, [fixed]);
  if (!isTold) return null;
  return (
    <Router hook={hook} searchHook={searchHook} aroundNav={askBeforeLeaving}>
      <DesktopContext value={desktop}>
        {children}
        <ConfirmDialog />
      </DesktopContext>
    </Router>
  );
}
