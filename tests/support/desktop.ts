import { rmSync } from 'node:fs';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { root } from '../../scripts/prepare.mjs';
import { removeDataDirectory } from './data-directory.ts';
import { announceElectron } from './electron-binary.ts';
import { buildDesktop, type DesktopApp, type DesktopLaunch, electron, launchElectron } from './launch-desktop.ts';

export interface Desktop {
  launch(launch?: DesktopLaunch): Promise<DesktopApp>;
}

/**
 * Call it at the top of a test file. Apps that a test launched end with it, those of `beforeAll` with the file; a window that logs an error
 * fails the test that it happens in, unless it is one of `expectedErrors`.
 */
export function useDesktop(options: { env?: Record<string, string>; expectedErrors?: RegExp; folder?: string } = {}): Desktop {
  // As with the console: many steps, each of which waits for a fact of its own.
  vi.setConfig({ testTimeout: 150_000, hookTimeout: 120_000 });
  const ofFile: DesktopApp[] = [];
  const ofTest: DesktopApp[] = [];
  const folders = new Set<string>();
  let isInTest = false;
  let errors: string[] = [];

  const closeAll = async (apps: DesktopApp[]) => {
    for (const one of apps.splice(0)) await one.close();
  };
  function judge(): void {
    const found = errors.filter((error) => !options.expectedErrors?.test(error));
    errors = [];
    expect(found, 'errors of the windows').toEqual([]);
  }

  beforeAll(async () => {
    announceElectron(electron);
    if (!options.folder) await buildDesktop();
  }, 240_000);
  beforeEach(() => {
    isInTest = true;
  });
  afterEach(async () => {
    isInTest = false;
    await closeAll(ofTest);
    judge();
  });
  afterAll(async () => {
    await closeAll(ofFile);
    for (const folder of folders) removeDataDirectory(path.join(folder, 'backend'));
    for (const folder of folders) rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
    judge();
  });

  return {
    async launch(launch = {}) {
      const env = { ...options.env, ...launch.env };
      const one = await launchElectron(options.folder ?? root, { ...launch, env }, (error) => errors.push(error));
      (isInTest ? ofTest : ofFile).push(one);
      folders.add(one.userData);
      return one;
    },
  };
}

/** A test that plays the system around the app (clicks a notification, lets the machine sleep): real Electron has no way to do that. */
export function testOnHost(name: string, body: () => Promise<void> | void): void {
  if (electron.isReal) test.skip(`${name} (only on the test host: it plays the system)`, body);
  else test(name, body);
}

export type { DesktopApp };
