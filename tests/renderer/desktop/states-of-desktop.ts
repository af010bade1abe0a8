import type { DesktopState, EnvironmentView } from '#electron/bridge/desktop-state.ts';
import { defaultSettings } from '#electron/bridge/settings.ts';
import type { EnvironmentStatus } from '#electron/bridge/status.ts';

const since = new Date('2026-03-12T12:00:00Z');

export const makeView = (
  name: string,
  marks: { isProduction?: boolean; isReadOnly?: boolean } = {},
  status: Partial<EnvironmentStatus> = {},
): EnvironmentView => {
  const id = name.toLowerCase().replaceAll(' ', '-');
  return {
    environment: {
      ...{ kind: 'remote', id, name, color: 'blue', tags: [], isReadOnly: false, isProduction: false, ...marks },
      ...{ url: `https://${id}.example`, proxy: { mode: 'system' }, caFile: null },
    } as EnvironmentView['environment'],
    status: {
      ...{ id, connection: { kind: 'live', since }, health: 'healthy', user: { username: 'anna', role: 'admin' }, roundTripMs: 3 },
      ...{ counts: { pending: 4, running: 1, paused: 0 }, slots: { busy: 1, workers: 1 }, version: '1', contractVersion: '4.2' },
      ...{ openFailures: 0, running: [], failed: [], local: null, ...status },
    },
  };
};

export const makeState = (environments: readonly EnvironmentView[]): DesktopState => ({
  environments: [...environments],
  settings: { ...defaultSettings, environments: environments.map(({ environment }) => environment) },
  mutedUntil: null,
  keyStore: { isAvailable: true },
  updates: { kind: 'idle' },
  process: { cpuPercent: 0, memoryMb: 0, eventsPerSecond: 0 },
  app: { version: '1', electron: '45', platform: 'linux', dataFolder: '/d', logFolder: '/l' },
});
