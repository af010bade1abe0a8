import { useEffect, useMemo, useState } from 'react';
import type { JobControlClient } from '#contract/contract.ts';
import type { Environment, EnvironmentId } from '#electron/bridge/environment.ts';
import { usePageVisible } from '#renderer/lib/page-visible.ts';
import { type Desktop, useDesktop } from '../ask.ts';
import { createDesktopHost } from '../desktop-host.ts';
import { useEnvironments } from '../desktop-state.ts';

/** The fleet page's own way to an environment, while the page is open. */
export interface FleetLink {
  id: EnvironmentId;
  client: JobControlClient;
  isUp: boolean;
}

export type FleetLinks = ReadonlyMap<EnvironmentId, FleetLink>;

/** Connects to one environment. Answers how to stop. */
function openLink(desktop: Desktop, environment: Environment, tell: (link: FleetLink | null) => void, onEvent: () => void): () => void {
  const { id } = environment;
  let isOver = false;
  const connection = createDesktopHost(desktop, environment).connect({
    onEvent,
    onReload: onEvent,
    onState: ({ kind }) => {
      // The first comes before there is a client to speak of.
      queueMicrotask(() => !isOver && tell({ id, client: connection.client, isUp: kind === 'live' || kind === 'catching up' }));
    },
  });
  // No progress is shown here.
  connection.subscribeProgress({ all: false });
  return () => {
    isOver = true;
    connection.close();
    tell(null);
  };
}

/** A connection to each environment that somebody is signed in to, while anybody can see them. `onEvent` hears of each thing that happens there. */
export function useFleetLinks(onEvent: (id: EnvironmentId) => void): FleetLinks {
  const desktop = useDesktop();
  const views = useEnvironments();
  const isVisible = usePageVisible();
  const [links, setLinks] = useState<FleetLinks>(new Map());
  // By what a connection is made of: names and states may change without another one.
  const wanted = views.filter(({ status }) => status.user !== null).map(({ environment }) => environment);
  const key = wanted.map(({ id, isReadOnly }) => `${id} ${isReadOnly}`).join('\n');
  // biome-ignore lint/correctness/useExhaustiveDependencies: as above.
  const environments = useMemo(() => wanted, [key]);
  useEffect(() => {
    // All that happens everywhere would be handed to a window in the tray.
    if (!isVisible) return;
    const stops = environments.map((environment) =>
      openLink(
        desktop,
        environment,
        (link) =>
          setLinks((before) => {
            const next = new Map(before);
            if (link) next.set(environment.id, link);
            else next.delete(environment.id);
            return next;
          }),
        () => onEvent(environment.id),
      ),
    );
    return () => {
      for (const stop of stops) stop();
    };
  }, [desktop, environments, onEvent, isVisible]);
  return links;
}
