import { CONTRACT_VERSION } from '#contract/version.ts';
import type { DesktopState, EnvironmentView } from '#electron/bridge/desktop-state.ts';
import type { EnvironmentColor } from '#electron/bridge/environment.ts';
import type { Failure } from '#electron/bridge/failure.ts';
import { defaultSettings } from '#electron/bridge/settings.ts';
import type { EnvironmentStatus } from '#electron/bridge/status.ts';
import { ago, HOUR, MINUTE } from './moments.ts';

const anna = { username: 'anna', role: 'admin' } as const;

const status = (id: string, more: Partial<EnvironmentStatus> = {}): EnvironmentStatus => ({
  id,
  connection: { kind: 'live', since: ago(3 * HOUR) },
  health: 'healthy',
  user: anna,
  roundTripMs: 14,
  counts: { pending: 12, running: 3, paused: 0 },
  slots: { busy: 3, workers: 2 },
  version: '0.1.0',
  contractVersion: CONTRACT_VERSION,
  openFailures: 0,
  running: [],
  failed: [],
  local: null,
  ...more,
});

const remote = (
  name: string,
  host: string,
  color: EnvironmentColor,
  more: Partial<EnvironmentStatus> = {},
  marks: { isProduction?: boolean; isReadOnly?: boolean; tags?: string[]; protocol?: string } = {},
): EnvironmentView => {
  const id = name.toLowerCase().replaceAll(' ', '-');
  const { isProduction = false, isReadOnly = false, tags = [], protocol = 'https' } = marks;
  const url = `${protocol}://${host}`;
  return {
    environment: { kind: 'remote', id, name, color, tags, isReadOnly, isProduction, url, proxy: { mode: 'system' }, caFile: null },
    status: status(id, more),
  };
};

export const refused: Failure = { code: 'REFUSED', status: 503, message: 'connect ECONNREFUSED 10.8.0.14:4400' };

export const local: EnvironmentView = {
  environment: { kind: 'local', id: 'local', name: 'Local', color: 'gray', tags: [], isReadOnly: false, isProduction: false },
  status: status('local', {
    user: { username: 'local:anna', role: 'admin' },
    roundTripMs: 0.4,
    counts: { pending: 0, running: 1, paused: 0 },
    slots: { busy: 1, workers: 1 },
    local: { state: 'running' },
  }),
};

export const localAs = (process: EnvironmentStatus['local'], more: Partial<EnvironmentStatus> = {}): EnvironmentView => ({
  ...local,
  status: { ...local.status, local: process, ...more },
});

export const staging = remote('Staging', 'staging.syncdeck.example', 'teal');
export const production = remote(
  'Production EU',
  'eu-1.syncdeck.example',
  'violet',
  {
    health: 'failing',
    openFailures: 41,
    roundTripMs: 12,
    counts: { pending: 1_312, running: 24, paused: 3 },
    slots: { busy: 24, workers: 6 },
  },
  { isProduction: true },
);
const jakarta = remote(
  'Production Jakarta',
  'id-1.syncdeck.example',
  'amber',
  { roundTripMs: 201, counts: { pending: 402, running: 18, paused: 0 }, slots: { busy: 18, workers: 8 } },
  { isProduction: true, isReadOnly: true },
);
const alNoor = remote(
  'Al-Noor Foundation',
  'sync.alnoor.example',
  'green',
  {
    health: 'attention',
    connection: { kind: 'catching up', since: ago(MINUTE) },
    roundTripMs: 184,
    counts: { pending: 88, running: 6, paused: 0 },
    slots: { busy: 6, workers: 2 },
  },
  { tags: ['customer'] },
);
const cairo = remote(
  'Cairo schools',
  '10.8.0.14:4400',
  'brown',
  {
    health: 'unknown',
    connection: { kind: 'offline', since: ago(30 * MINUTE), reason: refused, retryAt: ago(-24_000) },
    roundTripMs: null,
    counts: { pending: 40, running: 0, paused: 0 },
    slots: null,
  },
  { protocol: 'http', tags: ['customer'] },
);

/** An environment that can't be reached, for that reason. */
export const cairoWith = (reason: Failure, more: Partial<EnvironmentStatus> = {}): EnvironmentView => ({
  ...cairo,
  status: { ...cairo.status, connection: { kind: 'offline', since: ago(30 * MINUTE), reason, retryAt: null }, ...more },
});

export const fleet: readonly EnvironmentView[] = [local, staging, production, jakarta, alNoor, cairo];

export const desktopState = (environments: readonly EnvironmentView[] = fleet, more: Partial<DesktopState> = {}): DesktopState => ({
  environments: [...environments],
  settings: { ...defaultSettings, environments: environments.map(({ environment }) => environment), startsAtLogin: true },
  mutedUntil: null,
  keyStore: { isAvailable: true },
  updates: { kind: 'idle' },
  process: { cpuPercent: 3.2, memoryMb: 148, eventsPerSecond: 1_004 },
  app: {
    version: '0.1.0',
    electron: '45.0.0',
    platform: 'linux',
    dataFolder: '/home/anna/.config/syncdeck',
    logFolder: '/home/anna/.config/syncdeck/logs',
  },
  ...more,
});
