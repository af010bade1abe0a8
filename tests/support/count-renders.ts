import type { Page } from './chromium.ts';

interface Fiber {
  flags: number;
  memoizedProps: { job?: { jobId?: string }; row?: { jobId?: string } } | null;
  alternate: Fiber | null;
  child: Fiber | null;
  sibling: Fiber | null;
}

/**
 * Loads the page once more, and from then on counts for each job how often what is given it (as `job` or `row`) renders: through the hook
 * that React's developer tools use, which production builds have too. A component that React skipped is not counted.
 */
export async function countRenders(page: Page): Promise<{ take(): Promise<Record<string, number>> }> {
  await page.addInitScript(() => {
    /** React's mark of a component that ran. */
    const PERFORMED_WORK = 1;
    const renders: Record<string, number> = {};
    const visit = (fiber: Fiber) => {
      const before = fiber.alternate;
      const jobId = fiber.memoizedProps?.job?.jobId ?? fiber.memoizedProps?.row?.jobId;
      if (jobId && (before === null || fiber.flags & PERFORMED_WORK)) renders[jobId] = (renders[jobId] ?? 0) + 1;
      // What is below a skipped component is the same as before, with the marks of an earlier commit.
      if (before !== null && before.child === fiber.child) return;
      for (let child = fiber.child; child; child = child.sibling) visit(child);
    };
    Object.assign(window, {
      syncdeckRenders: renders,
      __REACT_DEVTOOLS_GLOBAL_HOOK__: {
        supportsFiber: true,
        inject: () => 1,
        onCommitFiberUnmount() {},
        onCommitFiberRoot: (_id: number, root: { current: Fiber }) => visit(root.current),
      },
    });
  });
  await page.reload();
  return {
    /** What was counted since the last time, by job id. */
    take: () =>
      page.evaluate(() => {
        const { syncdeckRenders } = window as unknown as { syncdeckRenders: Record<string, number> };
        const taken = { ...syncdeckRenders };
        for (const jobId of Object.keys(syncdeckRenders)) delete syncdeckRenders[jobId];
        return taken;
      }),
  };
}
