import type { Shutdown } from './shutdown.ts';

interface QuitDeps {
  shutdown: Shutdown;
  /** Says that the app is stopping. */
  onBegin(): void;
  /** A part did not end in time. */
  onLate(part: string): void;
  /** Leaves at once. */
  exit(): void;
}

export interface Quit {
  /** The app was asked to quit. Answers whether it has to wait: parts end first, and then it leaves by itself. */
  asked(): 'wait' | 'go';
  /** Ends all parts, and does `last` in place of leaving. */
  begin(last?: () => void): void;
}

/** The way out: whoever asks and however often, the parts end once, in order, and the app leaves after that. */
export function createQuit({ shutdown, onBegin, onLate, exit }: QuitDeps): Quit {
  let isBegun = false;
  let isOver = false;

  function begin(last: () => void = exit): void {
    if (isBegun) return;
    isBegun = true;
    onBegin();
    void shutdown.run().then((late) => {
      if (late) onLate(late);
      isOver = true;
      last();
    });
  }
  return {
    begin,
    asked() {
      if (isOver) return 'go';
      begin();
      return 'wait';
    },
  };
}
