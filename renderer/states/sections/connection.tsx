import { ConnectionBanner } from '#renderer/app/ConnectionBanner.tsx';
import { ConnectionIndicator } from '#renderer/app/ConnectionIndicator.tsx';
import { Foot } from '#renderer/app/Foot.tsx';
import type { ConnectionState } from '#renderer/stores/connection.ts';
import { environment } from '../data/environment.ts';
import { ago, HOUR } from '../data/moments.ts';
import type { FixedServer } from '../fixed-host.ts';
import { Sample } from '../Sample.tsx';
import type { Section } from '../section.ts';

function Connection() {
  return (
    <>
      <Sample name="indicator">
        <ConnectionIndicator />
      </Sample>
      <Sample name="banner, above a page" width={1000}>
        <div style={{ minBlockSize: 64 }}>
          <ConnectionBanner />
        </div>
      </Sample>
      <Sample name="foot" width={1000}>
        <Foot />
      </Sample>
    </>
  );
}

const since = ago(4 * 60_000);
const gone = { code: 'SERVICE_UNAVAILABLE', status: 503, message: 'websocket error' };
const refused = { code: 'CONTRACT_VERSION', status: 426, message: 'This page is older than the backend: load it again' };

const states: Record<string, Partial<FixedServer> & { connection: ConnectionState }> = {
  connecting: { connection: { kind: 'connecting', since }, environment: null },
  'catching-up': { connection: { kind: 'catching up', since } },
  live: { connection: { kind: 'live', since: ago(HOUR) } },
  offline: { connection: { kind: 'offline', since, reason: gone, retries: true } },
  refused: { connection: { kind: 'offline', since, reason: refused, retries: false } },
  'parts-away': { connection: { kind: 'live', since }, environment: { ...environment, parts: { database: 'away', queue: 'away' } } },
};

export const connectionSections: readonly Section[] = Object.entries(states).map(([name, server]) => ({
  id: `connection-${name}`,
  server,
  content: <Connection />,
}));
