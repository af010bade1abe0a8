import path from 'node:path';
import type * as Electron from 'electron';
import type { ElectronApplication } from 'playwright';
import { root } from '../../../scripts/prepare.mjs';

/** The app that these tests drive: tests/fixtures/electron-app. */
export const fixtureFolder = path.join(root, 'tests/fixtures/electron-app');

interface Fixture {
  order: string[];
  received: unknown[][];
  ports: Electron.MessagePortMain[];
  window: Electron.BrowserWindow;
  worker: Electron.UtilityProcess;
  preventQuit: boolean;
  preventClose: boolean;
  lastRequest: { url: string; method: string; referrer: string | null };
  openWindow(options?: Electron.BrowserWindowConstructorOptions): Electron.BrowserWindow;
  startWorker(options?: Electron.ForkOptions): Promise<void>;
  connect(): void;
}
interface Bridge {
  tried: Record<string, string>;
  kept: { count: number };
  increase(): number;
  point: object;
  date: Date;
  map: Map<string, number>;
  process: { type: string; sandboxed: boolean; argv: string[]; electron: string };
  nested: { deep: { add(one: number, other: number): number } };
  later(value: unknown): Promise<{ value: unknown }>;
  fail(): void;
  failLater(): Promise<void>;
  callBack(listener: (details: object, double: (n: number) => number) => void): void;
  isCopy(object: object): boolean;
  invoke(channel: string, ...args: unknown[]): Promise<unknown>;
  send(channel: string, ...args: unknown[]): void;
  on(channel: string, listener: (...args: unknown[]) => void): void;
  emits(): number;
}

declare global {
  // In the fixture's main process.
  var fixture: Fixture;
  // In its page.
  var bridge: Bridge;
  var visible: string[];
  var heard: unknown[];
  var ports: MessagePort[];
  var given: MessagePort;
  var givePort: () => void;
}

/** What the fixture's main process heard since it was last asked. */
export const takeReceived = (app: ElectronApplication): Promise<unknown[][]> => app.evaluate(() => fixture.received.splice(0));

/** The message of what `act` throws in the main process; `no error` when it throws nothing. */
export const faultOf = (app: ElectronApplication, act: (electron: typeof Electron) => unknown): Promise<string> =>
  app.evaluate(async (electron, code) => {
    try {
      // Text travels to the other process, functions don't.
      await new Function('electron', `return (${code})(electron)`)(electron);
      return 'no error';
    } catch (error) {
      return (error as Error).message;
    }
  }, act.toString());
