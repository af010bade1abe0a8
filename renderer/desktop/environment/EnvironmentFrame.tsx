import { useEffect, useMemo, useRef, useState } from 'react';
import { Router } from 'wouter';
import type { EnvironmentView } from '#electron/bridge/desktop-state.ts';
import { connectionFaults, type Failure } from '#electron/bridge/failure.ts';
import { ConsoleProvider } from '#renderer/app/ConsoleProvider.tsx';
import { RailLink } from '#renderer/app/Rail.tsx';
import { Shell } from '#renderer/app/Shell.tsx';
import { pages } from '#renderer/pages/registry.ts';
import { useConnection } from '#renderer/stores/connection.ts';
import { useDesktop } from '../ask.ts';
import { createDesktopHost, userOf } from '../desktop-host.ts';
import { DesktopRail } from '../frame/DesktopRail.tsx';
import { EnvironmentSwitcher } from '../frame/EnvironmentSwitcher.tsx';
import { pathInto } from '../places.ts';
import { ConnectionNote } from './ConnectionNote.tsx';
import { FaultPage } from './FaultPage.tsx';
import { LocalPage } from './LocalPage.tsx';
import { SignInPage } from './SignInPage.tsx';

const FAULTS: ReadonlySet<string> = new Set([...connectionFaults, 'VERSION_MISMATCH']);

/** Whether something of the environment was on screen since it was opened. */
function useWasLive(): boolean {
  const isLive = useConnection((store) => store.state.kind === 'live');
  const [wasLive, setWasLive] = useState(false);
  useEffect(() => {
    if (isLive) setWasLive(true);
  }, [isLive]);
  return wasLive;
}

/** Why it can't be reached, where that is all there is to show: nothing was seen of it yet, or no other try can help. */
function useFault({ status }: EnvironmentView): Failure | null {
  const wasLive = useWasLive();
  const { connection } = status;
  if (connection.kind !== 'offline' || !FAULTS.has(connection.reason.code)) return null;
  return !wasLive || connection.retryAt === null ? connection.reason : null;
}

function Console({ view }: { view: EnvironmentView }) {
  const { environment } = view;
  const fault = useFault(view);
  const ofPage = pages.filter(({ place, id }) => place === 'rail' && id !== 'settings');
  return (
    <Shell
      parts={{
        isProduction: environment.isProduction,
        environment: <EnvironmentSwitcher current={environment.id} />,
        rail: (
          <DesktopRail current={environment.id}>
            {ofPage.map((page) => (
              <RailLink key={page.id} page={page} />
            ))}
          </DesktopRail>
        ),
        banner: <ConnectionNote view={view} />,
        instead: fault && <FaultPage view={view} reason={fault} />,
      }}
    />
  );
}

/** One environment's console below `/e/<id>`; before there can be one, what has to happen first. */
export function EnvironmentFrame({ view }: { view: EnvironmentView }) {
  const desktop = useDesktop();
  const { environment, status } = view;
  const { id, name, isReadOnly, isProduction } = environment;
  // biome-ignore lint/correctness/useExhaustiveDependencies: only what a host is made of; the rest may change without a new connection.
  const host = useMemo(() => createDesktopHost(desktop, environment), [desktop, id, name, isReadOnly, isProduction]);
  const user = userOf(environment);
  const wasSignedIn = useRef(false);
  if (user) wasSignedIn.current = true;

  if (status.local && (status.local.state === 'given up' || status.local.state === 'stopped' || !user)) return <LocalPage view={view} />;
  if (!user) {
    const { connection } = status;
    const fault = connection.kind === 'offline' && FAULTS.has(connection.reason.code) ? connection.reason : null;
    return <SignInPage view={view} host={host} fault={fault} wasSignedIn={wasSignedIn.current} />;
  }
  return (
    <Router base={pathInto(id, '')}>
      <ConsoleProvider host={host} user={user}>
        <Console view={view} />
      </ConsoleProvider>
    </Router>
  );
}
