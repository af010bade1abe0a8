import { powerMonitor } from 'electron';
import type { Dispose } from '#electron/connections/environments.ts';

interface PowerDeps {
  /** The machine is about to sleep. */
  onSuspend(): void;
  onResume(): void;
  /** The system goes down: there is a moment to stop in. */
  onShutdown(): void;
}

/** Sleep, wake and the end of the system. */
export function startPower({ onSuspend, onResume, onShutdown }: PowerDeps): Dispose {
  const hold = (event?: Electron.Event) => {
    event?.preventDefault();
    onShutdown();
  };
  powerMonitor.on('suspend', onSuspend);
  powerMonitor.on('resume', onResume);
  powerMonitor.on('shutdown', hold as () => void);
  return () => {
    powerMonitor.off('suspend', onSuspend);
    powerMonitor.off('resume', onResume);
    powerMonitor.off('shutdown', hold as () => void);
  };
}
