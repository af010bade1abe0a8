type Step = () => unknown;

interface ShutdownDeps {
  /** Hears which part did not end well; the others are ended all the same. */
  onFailure(name: string, error: unknown): void;
  /** All parts together have this long; what is not done then is left. */
  withinMs: number;
}

export interface Shutdown {
  /** Ends before what was added earlier: parts stand on those that started before them. Once all end, it ends at once. */
  add(name: string, end: Step): void;
  /** Ends all parts, one after another, once. Answers which one was cut off by the time, or null. */
  run(): Promise<string | null>;
}

/** Collects how each part ends while they start, and ends them in the reverse order. */
export function createShutdown({ onFailure, withinMs }: ShutdownDeps): Shutdown {
  const steps: { name: string; end: Step }[] = [];
  let running: Promise<string | null> | undefined;
  let current: string | null = null;

  async function endOne(name: string, end: Step): Promise<void> {
    try {
      await end();
    } catch (error) {
      onFailure(name, error);
    }
  }
  async function endAll(): Promise<null> {
    for (const { name, end } of steps.reverse()) {
      current = name;
      await endOne(name, end);
    }
    return null;
  }

  async function runOnce(): Promise<string | null> {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<string | null>((resolve) => {
      timer = setTimeout(() => resolve(current), withinMs);
    });
    try {
      return await Promise.race([endAll(), late]);
    } finally {
      clearTimeout(timer);
    }
  }

  return {
    add(name, end) {
      if (running) void endOne(name, end);
      else steps.push({ name, end });
    },
    run: () => {
      running ??= runOnce();
      return running;
    },
  };
}
