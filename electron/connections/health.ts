import type { EnvironmentState } from '#contract/events/live.ts';
import type { ConnectionStatus, Health, LocalProcess } from '#electron/bridge/status.ts';

/** How an environment is, from what is known of it. */
export function healthOf(known: {
  connection: ConnectionStatus;
  openFailures: number;
  parts: EnvironmentState['parts'] | null;
  local: LocalProcess | null;
}): Health {
  const { connection, parts, local } = known;
  // A local backend that starts, or starts again, is at work on it; a server that is away is away.
  if (connection.kind === 'offline') return local?.state === 'starting' || local?.state === 'restarting' ? 'attention' : 'unknown';
  if (connection.kind === 'connecting') return local ? 'attention' : 'unknown';
  if (known.openFailures > 0) return 'failing';
  if (connection.kind === 'catching up' || parts?.database === 'away' || parts?.queue === 'away') return 'attention';
  return 'healthy';
}
