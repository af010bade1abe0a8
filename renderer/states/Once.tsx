import { type ReactNode, useEffect, useState } from 'react';

/** Runs something when it comes on screen, and shows its children then. */
export function Once({ run, children }: { run(): void; children?: ReactNode }) {
  const [isDone, setDone] = useState(false);
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, whatever it closes over by then.
  useEffect(() => {
    run();
    setDone(true);
  }, []);
  return isDone ? children : null;
}
