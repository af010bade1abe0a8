import type { DesktopState } from '#electron/bridge/desktop-state.ts';

export type ProcessFigures = DesktopState['process'];

interface MeasureDeps {
  /** CPU time of this process so far, in microseconds; its memory in bytes; the clock in milliseconds. */
  cpuUsage?: () => { user: number; system: number };
  memoryBytes?: () => number;
  now?: () => number;
}

const perMb = 1024 * 1024;

/** Figures of this process: of the time since they were read last. */
export function createProcessMeter({
  cpuUsage = () => process.cpuUsage(),
  memoryBytes = () => process.memoryUsage().rss,
  now = () => performance.now(),
}: MeasureDeps = {}): { countEvent(): void; read(): ProcessFigures } {
  const cpuNow = () => {
    const { user, system } = cpuUsage();
    return (user + system) / 1_000;
  };
  let last = { at: now(), cpuMs: cpuNow() };
  let events = 0;
  return {
    countEvent() {
      events += 1;
    },
    read() {
      const next = { at: now(), cpuMs: cpuNow() };
      const ms = Math.max(1, next.at - last.at);
      const figures = {
        cpuPercent: ((next.cpuMs - last.cpuMs) / ms) * 100,
        memoryMb: memoryBytes() / perMb,
        eventsPerSecond: (events / ms) * 1_000,
      };
      last = next;
      events = 0;
      return figures;
    },
  };
}

interface FiguresDeps {
  meter?: ReturnType<typeof createProcessMeter>;
  /** There are new ones. */
  onChange(): void;
  everyMs?: number;
}

/** Figures of this process for whoever looks: they are read every few seconds, and only while somebody does. */
export function createFigures({ meter = createProcessMeter(), onChange, everyMs = 5_000 }: FiguresDeps) {
  let figures = meter.read();
  let timer: NodeJS.Timeout | undefined;
  const stop = () => {
    clearInterval(timer);
    timer = undefined;
  };
  return {
    read: (): ProcessFigures => figures,
    countEvent: meter.countEvent,
    /** Somebody looks, or nobody does any more. */
    watch(isWatched: boolean): void {
      stop();
      if (!isWatched) return;
      meter.read(); // what was while nobody looked is no figure of now
      timer = setInterval(() => {
        figures = meter.read();
        onChange();
      }, everyMs);
    },
    stop,
  };
}
