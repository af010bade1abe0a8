import { QueryClientProvider } from '@tanstack/react-query';
import { type ReactNode, useEffect, useState } from 'react';
import type { User } from '#contract/schemas/user.ts';
import type { Host } from '#renderer/host/host.ts';
import { type Console, ConsoleContext } from '#renderer/lib/console.ts';
import { createLive } from '#renderer/lib/live.ts';
import { createProgressWatch } from '#renderer/lib/progress-watch.ts';
import { createQueries } from '#renderer/lib/queries.ts';
import { createQueryClient } from '#renderer/lib/query-client.ts';
import { resetConnection } from '#renderer/stores/connection.ts';
import { guardWith } from '#renderer/stores/dialogs.ts';
import { clearNotices } from '#renderer/stores/notices.ts';
import { clearProgress } from '#renderer/stores/progress.ts';
import { clearSelection } from '#renderer/stores/selection.ts';

/** One connection for as long as one person is signed in; what it feeds begins empty with it. */
function openConsole(host: Host, user: User) {
  resetConnection();
  clearNotices();
  clearProgress();
  clearSelection();
  guardWith(host.confirmation);
  const queryClient = createQueryClient();
  const live = createLive(queryClient, () => user.username);
  const connection = host.connect(live.listener);
  // Nothing is on screen yet.
  connection.subscribeProgress({ all: false });
  const value: Console = {
    host,
    user,
    client: connection.client,
    queries: createQueries(connection.client),
    jobEvents: live.jobEvents,
    progressWatch: createProgressWatch((subscription) => connection.subscribeProgress(subscription)),
    signOut: (everywhere) => host.signOut(everywhere),
    retryNow: () => connection.retryNow(),
  };
  return {
    queryClient,
    value,
    close() {
      guardWith(undefined);
      live.close();
      connection.close();
      queryClient.clear();
    },
  };
}

export function ConsoleProvider({ host, user, children }: { host: Host; user: User; children: ReactNode }) {
  const [opened, setOpened] = useState<ReturnType<typeof openConsole> | null>(null);
  const { username, role } = user;
  useEffect(() => {
    const mine = openConsole(host, { username, role });
    setOpened(mine);
    return () => mine.close();
  }, [host, username, role]);
  if (!opened) return null;
  return (
    <QueryClientProvider client={opened.queryClient}>
      <ConsoleContext value={opened.value}>{children}</ConsoleContext>
    </QueryClientProvider>
  );
}
