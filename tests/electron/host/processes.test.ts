import { beforeAll, describe, expect, test } from 'vitest';
import type { Page } from '#tests/support/chromium.ts';
import { type DesktopApp, useDesktop } from '#tests/support/desktop.ts';
import { until } from '#tests/support/until.ts';
import { faultOf, fixtureFolder, takeReceived } from './fixture.ts';

const desktop = useDesktop({ folder: fixtureFolder, expectedErrors: /Content Security Policy/ });
let one: DesktopApp;
let page: Page;

beforeAll(async () => {
  one = await desktop.launch();
  page = await one.firstWindow();
  await page.getByRole('heading', { name: 'Fixture' }).waitFor();
});

const received = (what: string) =>
  until(`main hears "${what}"`, async () => (await one.app.evaluate(() => fixture.received)).find(([name]) => name === what));
const hears = (count: number) =>
  until(`the page hears ${count}`, async () => {
    const all = await page.evaluate(() => heard);
    return all.length >= count && all;
  });

async function startWorker(): Promise<void> {
  await takeReceived(one.app);
  await one.app.evaluate(() => fixture.startWorker());
  await received('worker');
  await page.evaluate(() => {
    heard.length = 0;
    ports.length = 0;
  });
}
async function connect(): Promise<void> {
  await one.app.evaluate(() => fixture.connect());
  await until('the page has a port', () => page.evaluate(() => ports.length > 0));
}

describe('a utility process', () => {
  test('is a process of its own, with a parent port and nothing of the main process', async () => {
    await startWorker();
    const [, told] = await received('worker');
    expect(told).toEqual({
      started: ['one'],
      type: 'utility',
      hasSend: 'undefined',
      electron: expect.stringMatching(/^\d+\./),
      tried: { app: 'electron in a utility process.app is not implemented by the test host: add it in utility-modules.cjs' },
    });
    expect(await one.app.evaluate(({ app }) => app.getAppMetrics().map(({ type, name }) => [type, name]))).toEqual([
      ['Browser', undefined],
      ['Utility', 'fixture worker'],
    ]);
    await takeReceived(one.app);
    await one.app.evaluate(() => fixture.worker.postMessage('uncloneable'));
    expect(await received('worker')).toEqual(['worker', { error: 'An object could not be cloned.' }]);
    expect(await faultOf(one.app, () => fixture.worker.postMessage(() => {}))).toBe('An object could not be cloned.');
    expect(await faultOf(one.app, ({ utilityProcess }) => utilityProcess.fork('x.mjs', [], { stdio: 'some' }))).toMatch(/stdio must be of/);
  });

  test('says what it ended with, by itself or killed, and what it wrote on stderr', async () => {
    await startWorker();
    await one.app.evaluate(() => fixture.worker.postMessage('exit'));
    expect(await received('worker exit')).toEqual(['worker exit', 3]);

    await startWorker();
    const said = one.app.evaluate(
      () =>
        new Promise((resolve) => {
          let text = '';
          fixture.worker.stderr?.on('data', (chunk) => {
            text += chunk;
          });
          fixture.worker.once('exit', () => resolve(text));
          fixture.worker.postMessage('throw');
        }),
    );
    expect(await said).toMatch(/the worker threw/);

    await startWorker();
    expect(await one.app.evaluate(() => fixture.worker.kill())).toBe(true);
    expect(await received('worker exit')).toEqual(['worker exit', 15]);
    expect(await one.app.evaluate(() => [fixture.worker.pid, fixture.worker.kill()])).toEqual([undefined, false]);
  });
});

describe('ports', () => {
  test('between page and main carry values and further ports, either way', async () => {
    await page.evaluate(() => {
      heard.length = 0;
      givePort();
    });
    await until('main has the port', () => one.app.evaluate(() => fixture.ports.length > 0));
    await takeReceived(one.app);
    await page.evaluate(() => {
      const inner = new MessageChannel();
      Reflect.set(window, 'inner', inner.port1);
      given.postMessage({ date: new Date(3) }, [inner.port2]);
      inner.port1.postMessage('within');
    });
    expect(await received('inner')).toEqual(['inner', 'within']);
    expect((await takeReceived(one.app))[0]).toEqual(['port', { date: new Date(3) }, 1]);
    await one.app.evaluate(() => fixture.ports.at(-1)?.postMessage({ map: new Map([['a', 1]]) }));
    await hears(1);
    expect(await page.evaluate(() => (heard[0] as { map: Map<string, number> }).map.get('a'))).toBe(1);
    expect(await faultOf(one.app, () => fixture.ports.at(-1)?.postMessage(() => {}))).toBe('An object could not be cloned.');
  });

  test('within main queue until they are started, and can be handed on once', async () => {
    const result = await one.app.evaluate(async ({ MessageChannelMain }) => {
      const { port1, port2 } = new MessageChannelMain();
      const got: unknown[] = [];
      port2.on('message', ({ data }) => got.push(data));
      port1.postMessage(1);
      port1.postMessage(2);
      await new Promise((resolve) => setImmediate(resolve));
      const before = [...got];
      const closed = new Promise((resolve) => port2.once('close', () => resolve('closed')));
      port2.start();
      port1.close();
      return [before, await closed, got];
    });
    expect(result).toEqual([[], 'closed', [1, 2]]);
    const handedOn = await faultOf(one.app, ({ MessageChannelMain }) => {
      const { port1 } = new MessageChannelMain();
      fixture.window.webContents.postMessage('x', null, [port1]);
      fixture.window.webContents.postMessage('x', null, [port1]);
    });
    expect(handedOn).toBe('Port at index 0 is already neutered');
    expect(await faultOf(one.app, () => fixture.window.webContents.postMessage('x', null, [{} as never]))).toBe(
      'Invalid value for transfer',
    );
  });

  test('between page and utility process work directly, and end at both ends', async () => {
    await startWorker();
    await connect();
    await page.evaluate(() => ports[0]?.postMessage({ n: 1 }));
    expect(await hears(1)).toEqual([{ echo: { n: 1 } }]);
    await takeReceived(one.app);
    await page.evaluate(() => ports[0]?.close());
    expect(await received('worker')).toEqual(['worker', { closed: true }]);

    await page.evaluate(() => {
      heard.length = 0;
      ports.length = 0;
    });
    await connect();
    await page.evaluate(() => ports[0]?.postMessage('close'));
    expect(await hears(1)).toEqual(['closed']);
  });

  test('end with the process that holds them', async () => {
    await startWorker();
    await connect();
    await page.evaluate(() => ports[0]?.postMessage('x'));
    await hears(1);
    await one.app.evaluate(() => {
      if (fixture.worker.pid) process.kill(fixture.worker.pid, 'SIGKILL');
    });
    expect(await hears(2)).toEqual([{ echo: 'x' }, 'closed']);
    expect(await received('worker exit')).toEqual(['worker exit', 9]);
  });

  test('end with the page that holds them, loaded anew or crashed', async () => {
    await startWorker();
    await connect();
    await takeReceived(one.app);
    await page.reload();
    expect(await received('worker')).toEqual(['worker', { closed: true }]);
    await connect();
    await takeReceived(one.app);
    await one.app.evaluate(() => fixture.window.webContents.forcefullyCrashRenderer());
    expect(await received('worker')).toEqual(['worker', { closed: true }]);
  });
});
