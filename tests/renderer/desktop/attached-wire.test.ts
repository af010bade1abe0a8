import { afterEach, describe, expect, test } from 'vitest';
import { WireGone, type WireState } from '#client/wire.ts';
import { CONTRACT_VERSION } from '#contract/version.ts';
import { PORT_MESSAGE } from '#electron/bridge/bridge.ts';
import { createAttachedWire } from '#renderer/desktop/attached-wire.ts';
import { until } from '#tests/support/until.ts';
import { createFakeBridge, createFakePage } from './fake-bridge.ts';

const reason = { code: 'REFUSED', status: 503, message: 'nothing answers there' };
const open: MessagePort[] = [];
afterEach(() => {
  for (const port of open.splice(0)) port.close();
});

/** The backend's end of a port, as little of it as a wire needs. */
function serve(port: MessagePort, options: { refuses?: boolean } = {}) {
  const received: unknown[] = [];
  open.push(port);
  port.addEventListener('message', ({ data }) => {
    received.push(data);
    if ('hello' in data) {
      if (options.refuses) port.postMessage({ refused: { code: 'VERSION_MISMATCH', status: 426, message: 'too old' } });
      else port.postMessage({ welcome: { contractVersion: CONTRACT_VERSION } });
    }
    if ('request' in data && data.request === 'call') port.postMessage({ answer: data.id, payload: { ok: true, output: data.payload } });
  });
  port.start();
  return { port, received };
}

function setUp(refusal?: typeof reason) {
  const fake = createFakeBridge({
    'connection:attach': () => {
      if (refusal) throw refusal;
      return null;
    },
  });
  const window_ = createFakePage();
  const wire = createAttachedWire({ bridge: fake.bridge, id: 'staging', page: window_.page, attachmentId: 'a1' });
  const states: WireState[] = [];
  const events: unknown[][] = [];
  wire.onState((state) => states.push(state));
  wire.onEvent((event, payload) => events.push([event, payload]));
  wire.open();
  /** Main hands a port over, as often as it is up. */
  const give = (options: Parameters<typeof serve>[1] & { attachmentId?: string; source?: unknown; origin?: string } = {}) => {
    const { port1, port2 } = new MessageChannel();
    const { attachmentId = 'a1', source, origin } = options;
    window_.post({ type: PORT_MESSAGE, attachmentId }, [port1], {
      ...(source !== undefined ? { source } : {}),
      ...(origin ? { origin } : {}),
    });
    return serve(port2, options);
  };
  const up = async () => {
    const seen = states.length;
    const server = give();
    await until('the wire is up', () => states.slice(seen).some((state) => state.up));
    return server;
  };
  return { fake, wire, states, events, give, up };
}
const call = { timeoutMs: 5_000 };

describe('a wire of attachments', () => {
  test('asks main for the environment, and is up with the first port', async () => {
    const { fake, wire, states, up } = setUp();
    await expect(wire.request('call', 1, call)).rejects.toBeInstanceOf(WireGone);
    await up();
    expect(fake.asked).toEqual([['connection:attach', { id: 'staging', attachmentId: 'a1' }]]);
    expect(states).toEqual([{ up: true }]);
    expect(await wire.request('call', { path: ['x'] }, call)).toEqual({ ok: true, output: { path: ['x'] } });
  });

  test('tells events, and passes on what is told', async () => {
    const { wire, events, up } = setUp();
    const { port, received } = await up();
    port.postMessage({ event: 'job:status', payload: { seq: 1 } });
    wire.tell('progress:subscribe', { all: true });
    await until('both arrived', () => events.length === 1 && received.length === 2);
    expect(events).toEqual([['job:status', { seq: 1 }]]);
    expect(received[1]).toEqual({ request: 'progress:subscribe', id: 0, payload: { all: true } });
  });

  test('goes down with the reason that main gives, refuses what is under way, and comes back with another port', async () => {
    const { fake, wire, states, events, up } = setUp();
    const { port } = await up();
    const asked = wire.request('something slow', null, call);
    fake.push('connection:down', { attachmentId: 'a1', reason, retries: true });
    await expect(asked).rejects.toBeInstanceOf(WireGone);
    await expect(wire.request('call', 1, call)).rejects.toBeInstanceOf(WireGone);
    expect(states.at(-1)).toEqual({ up: false, reason, retries: true });
    await up();
    expect(await wire.request('call', 2, call)).toEqual({ ok: true, output: 2 });
    port.postMessage({ event: 'job:status', payload: 'of the port before' });
    await wire.request('call', 3, call);
    expect(events).toEqual([]);
  });

  test('goes down when its port breaks before main says anything, and awaits another', async () => {
    const { states, up } = setUp();
    const { port } = await up();
    port.close();
    await until('it is down', () => states.at(-1)?.up === false);
    expect(states.at(-1)).toMatchObject({ up: false, retries: true, reason: { code: 'DISCONNECTED' } });
    await up();
    expect(states.at(-1)).toEqual({ up: true });
  });

  test('asks for another port where main knows nothing of the end of this one', async () => {
    const { fake, states, up } = setUp();
    const { port } = await up();
    port.close();
    await until('it is down', () => states.at(-1)?.up === false);
    await until('it has asked again', () => fake.asked.length > 1);
    expect(fake.asked[1]).toEqual(['connection:attach', { id: 'staging', attachmentId: 'a1' }]);
    await up();
    expect(states.at(-1)).toEqual({ up: true });
  });

  test('of a version that the backend refuses does not say that it tries by itself', async () => {
    const { states, give } = setUp();
    give({ refuses: true });
    await until('it is refused', () => states.length > 0);
    expect(states).toEqual([{ up: false, retries: false, reason: { code: 'VERSION_MISMATCH', status: 426, message: 'too old' } }]);
  });

  test('takes no port of another attachment, of another source, or from another origin', async () => {
    const { states, give, up } = setUp();
    const strangers = [
      give({ attachmentId: 'b2' }),
      give({ source: null }),
      give({ source: {} }),
      give({ origin: 'https://evil.example' }),
    ];
    await up();
    expect(states).toEqual([{ up: true }]);
    expect(strangers.flatMap(({ received }) => received)).toEqual([]);
  });

  test('hears only of its own attachment', async () => {
    const { fake, states, up } = setUp();
    await up();
    fake.push('connection:down', { attachmentId: 'b2', reason, retries: true });
    expect(states).toEqual([{ up: true }]);
  });

  test('says why main refuses the attachment', async () => {
    const { states } = setUp(reason);
    await until('it is told', () => states.length > 0);
    expect(states).toEqual([{ up: false, reason, retries: false }]);
  });

  test('asks main to try at once, and lets go when it is closed', async () => {
    const { fake, wire, states, up, give } = setUp();
    const { port } = await up();
    const isClosed = new Promise((resolve) => port.addEventListener('close', resolve));
    wire.retryNow();
    wire.close();
    await isClosed;
    expect(fake.asked.slice(1)).toEqual([
      ['environments:retry', { id: 'staging' }],
      ['connection:detach', { attachmentId: 'a1' }],
    ]);
    expect(fake.listens('connection:down')).toBe(0);
    give();
    expect(states).toEqual([{ up: true }]);
  });
});
