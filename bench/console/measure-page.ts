import type { CDPSession, Page } from 'playwright';
import { percentiles } from '../measure.ts';

/** What a page's network cost: bytes as they came over the wire, WebSocket frames and headers included as far as Chromium tells them. */
export interface Traffic {
  /** Compressed bytes of scripts. */
  scripts: number;
  /** All bytes received. */
  received: number;
}

/** Counts what arrives from here on. */
export async function countTraffic(page: Page): Promise<{ traffic: Traffic; cdp: CDPSession }> {
  const cdp = await page.context().newCDPSession(page);
  await cdp.send('Network.enable');
  const traffic: Traffic = { scripts: 0, received: 0 };
  const scriptIds = new Set<string>();
  cdp.on('Network.responseReceived', ({ requestId, type }) => {
    if (type === 'Script') scriptIds.add(requestId);
  });
  cdp.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    traffic.received += encodedDataLength;
    if (scriptIds.has(requestId)) traffic.scripts += encodedDataLength;
  });
  cdp.on('Network.webSocketFrameReceived', ({ response }) => {
    // 2 to 10 bytes of frame head; text frames of the contract are mostly ASCII.
    traffic.received += response.payloadData.length + 4;
  });
  return { traffic, cdp };
}

/** Frames and long tasks of a page while something goes on in it. */
export interface Smoothness {
  framesPerSecond: number;
  frameP95Ms: number;
  longestTaskMs: number;
}

/** Scrolls the list by `pixels` a frame for some seconds, and measures each frame of it. */
export async function scrollAndMeasure(page: Page, selector: string, seconds: number, pixels: number): Promise<Smoothness> {
  const { deltas, longest } = await page.evaluate(
    async ({ selector, seconds, pixels }) => {
      const scroller = document.querySelector(selector);
      if (!scroller) throw new Error(`nothing to scroll at ${selector}`);
      let longest = 0;
      const observer = new PerformanceObserver((list) => {
        for (const { duration } of list.getEntries()) longest = Math.max(longest, duration);
      });
      observer.observe({ entryTypes: ['longtask'] as never }); // Node's types, which stand beside the page's, know none
      const deltas: number[] = [];
      const start = performance.now();
      let last = start;
      await new Promise<void>((resolve) => {
        const frame = (now: number) => {
          deltas.push(now - last);
          last = now;
          scroller.scrollTop += pixels;
          if (now - start < seconds * 1_000) requestAnimationFrame(frame);
          else resolve();
        };
        requestAnimationFrame(frame);
      });
      observer.disconnect();
      return { deltas: deltas.slice(2), longest };
    },
    { selector, seconds, pixels },
  );
  const { p50, p95 } = percentiles(deltas);
  return { framesPerSecond: Math.round(1_000 / p50), frameP95Ms: p95, longestTaskMs: Math.round(longest) };
}

/** Bytes of the JavaScript heap that are alive, after a collection. */
export async function liveHeap(cdp: CDPSession): Promise<number> {
  await cdp.send('HeapProfiler.enable');
  await cdp.send('HeapProfiler.collectGarbage');
  const { usedSize } = await cdp.send('Runtime.getHeapUsage');
  return usedSize;
}

/**
 * Milliseconds from the start of a navigation until `selector` is on screen. The page itself notes the moment, a frame after it is there,
 * so that asking costs nothing.
 */
export async function firstView(page: Page, url: string, selector: string): Promise<number> {
  await page.addInitScript((wanted) => {
    const observer = new MutationObserver(() => {
      if (!document.querySelector(wanted)) return;
      observer.disconnect();
      requestAnimationFrame(() => requestAnimationFrame(() => Object.assign(window, { firstViewMs: performance.now() })));
    });
    observer.observe(document, { childList: true, subtree: true, characterData: true, attributes: true });
  }, selector);
  await page.goto(url);
  const handle = await page.waitForFunction(() => (window as unknown as { firstViewMs?: number }).firstViewMs, undefined, {
    timeout: 60_000,
  });
  return (await handle.jsonValue()) as number;
}
