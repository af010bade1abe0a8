import type { Environment } from './environment.ts';
import type { DesktopSettings } from './settings.ts';
import type { EnvironmentStatus } from './status.ts';

export interface EnvironmentView {
  environment: Environment;
  status: EnvironmentStatus;
}

export type UpdateState =
  | { kind: 'off'; why: string }
  | { kind: 'idle' | 'checking' }
  | { kind: 'downloading'; version: string; percent: number }
  | { kind: 'ready'; version: string }
  | { kind: 'failed'; message: string };

/** All that the window knows of the app around it; told again when it changes, a few times a second at most. */
export interface DesktopState {
  /** In their order. */
  environments: EnvironmentView[];
  settings: DesktopSettings;
  /** Nothing is notified before then; null: nothing is muted. */
  mutedUntil: Date | null;
  /** Whether tokens outlive the app; `why`: what the system lacks. */
  keyStore: { isAvailable: true } | { isAvailable: false; why: string };
  updates: UpdateState;
  /** The main process itself, measured. */
  process: { cpuPercent: number; memoryMb: number; eventsPerSecond: number };
  app: { version: string; electron: string; platform: 'darwin' | 'win32' | 'linux'; dataFolder: string; logFolder: string };
}
