import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { Queue } from 'bullmq';
import type { Browser } from 'playwright';
import { startRedisServer } from '#tests/support/redis-server.ts';
import { buildBackend } from '../../scripts/build-backend.mjs';
import { percentiles } from '../measure.ts';
import { countCritical } from './count-critical.ts';
import { countTraffic, firstView } from './measure-page.ts';

export interface BoardFigures {
  overviewMs: number;
  listMs: number;
  scriptBytes: number;
  overviewBytesPerMinute: number;
  listBytesPerMinute: number;
  freshMs: number;
  criticalNodes: number;
}

const LOADS = 7;
const CHANGES = 12;

/** bull-board on a Redis queue of so many waiting jobs: the same questions that the console is asked. */
export async function measureBullBoard(browser: Browser, jobs: number, seconds: number): Promise<BoardFigures> {
  const redis = await startRedisServer();
  const queue = new Queue('bench', { connection: { url: redis.url } });
  for (let n = 0; n < jobs; n += 5_000) {
    await queue.addBulk(Array.from({ length: Math.min(5_000, jobs - n) }, (_, i) => ({ name: 'sync', data: { n: n + i, city: 'Mecca' } })));
  }
  const main = await buildBackend({ entry: 'bench/console/bull-board-server.ts', outDir: 'dist/bench-bull-board' });
  const child = spawn(process.execPath, [main], { env: { ...process.env, REDIS_URL: redis.url }, stdio: ['ignore', 'pipe', 'inherit'] });
  try {
    const url = await new Promise<string>((resolve, reject) => {
      createInterface({ input: child.stdout }).on('line', (line) => {
        const found = /listening on (\S+)/.exec(line)?.[1];
        if (found) resolve(found);
      });
      child.on('exit', (code) => reject(new Error(`bull-board ended with ${code}`)));
    });
    const overview = `${url}/ui`;
    const list = `${url}/ui/queue/bench?status=waiting`;
    const total = String(jobs);
    const views = { overview: [] as number[], list: [] as number[] };
    let scriptBytes = 0;
    for (let n = 0; n < LOADS; n += 1) {
      for (const [name, address, selector] of [
        ['overview', overview, 'a[href*="/queue/bench"]'],
        ['list', list, 'main a[href*="/queue/bench/"], [class*="card"] h4, [class*="job"] h4'],
      ] as const) {
        const context = await browser.newContext();
        const page = await context.newPage();
        const { traffic } = await countTraffic(page);
        views[name].push(await firstView(page, address, selector));
        scriptBytes = Math.max(scriptBytes, traffic.scripts);
        await context.close();
      }
    }
    const idle = async (address: string) => {
      const context = await browser.newContext();
      const page = await context.newPage();
      await page.goto(address);
      await sleep(3_000);
      const { traffic } = await countTraffic(page);
      await sleep(seconds * 1_000);
      await context.close();
      return (traffic.received / seconds) * 60;
    };
    const overviewBytesPerMinute = await idle(overview);
    const listBytesPerMinute = await idle(list);

    const context = await browser.newContext();
    const page = await context.newPage();
    await page.goto(overview);
    await page.waitForFunction((text) => document.body.innerText.replaceAll(/[,.\s]/g, '').includes(text), total);
    const fresh: number[] = [];
    let count = jobs;
    for (let n = 0; n < CHANGES; n += 1) {
      await sleep(Math.random() * 5_000); // at any moment of its polling
      await queue.add('sync', { n: count });
      const since = performance.now();
      count += 1;
      await page.waitForFunction((text) => document.body.innerText.replaceAll(/[,.\s]/g, '').includes(text), String(count), {
        timeout: 60_000,
        polling: 20,
      });
      fresh.push(performance.now() - since);
    }
    await page.goto(list);
    await sleep(2_000);
    const criticalNodes = await countCritical(page);
    await context.close();
    return {
      overviewMs: percentiles(views.overview).p50,
      listMs: percentiles(views.list).p50,
      scriptBytes,
      overviewBytesPerMinute,
      listBytesPerMinute,
      freshMs: percentiles(fresh).p50,
      criticalNodes,
    };
  } finally {
    child.kill('SIGTERM');
    await queue.close();
    await redis.stop();
  }
}
