import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** Nodes in which axe finds a critical violation. */
export async function countCritical(page: Page): Promise<number> {
  await page.evaluate(axe);
  return page.evaluate(async () => {
    const { violations } = await (
      window as unknown as { axe: { run(): Promise<{ violations: { impact: string; nodes: unknown[] }[] }> } }
    ).axe.run();
    return violations.filter(({ impact }) => impact === 'critical').reduce((sum, { nodes }) => sum + nodes.length, 0);
  });
}
