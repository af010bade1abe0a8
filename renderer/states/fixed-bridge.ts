import { CONTRACT_VERSION } from '#contract/version.ts';
import { type DesktopBridge, PORT_MESSAGE } from '#electron/bridge/bridge.ts';
import type { CallInput, CallName, CallOutput } from '#electron/bridge/calls.ts';
import type { DesktopState } from '#electron/bridge/desktop-state.ts';
import type { EnvironmentId } from '#electron/bridge/environment.ts';
import type { Pushes, PushName } from '#electron/bridge/pushes.ts';
import { toCallError } from '#renderer/lib/errors.ts';
import { usePreferences } from '#renderer/stores/preferences.ts';
import { environment } from './data/environment.ts';
import { fullAnswers } from './data/full-answers.ts';
import { createFixedClient, type Answers as ServerAnswers } from './fixed-client.ts';

type Answers = { [Name in CallName]?: (input: CallInput<Name>) => CallOutput<Name> };

/** What main is in a section of the page of states. */
export interface FixedDesktop {
  state: DesktopState;
  answers?: Answers;
  pushes?: { [Name in PushName]?: Pushes[Name] };
  /** Environments that go offline soon after they had a port. */
  breaks?: readonly EnvironmentId[];
}

/** So long nothing was asked: what is on screen is what there is. */
const QUIET_MS = 400;

/** Says on the page how much is under way, as the sections of the web console do. */
function createCounter() {
  let count = 0;
  let timer: ReturnType<typeof setTimeout>;
  const plan = () => {
    clearTimeout(timer);
    document.body.dataset.fetching = '1';
    timer = setTimeout(() => {
      if (count === 0) document.body.dataset.fetching = '0';
    }, QUIET_MS);
  };
  plan();
  return (by: 1 | -1) => {
    count += by;
    plan();
  };
}

type FromPage = { hello: unknown } | { request: string; id: number; payload: unknown } | { read: number };

/** The backend's end of a port: the answers of the web console's sections, over the protocol of client/port-wire.ts. */
function servePort(port: MessagePort, counted: (by: 1 | -1) => void): void {
  const start: NonNullable<ServerAnswers['bulk']>['start'] = ({ dryRun }) => ({
    bulkId: dryRun ? null : 'bulk-mwu3hh3a-0009',
    matched: 3,
    applicable: 3,
  });
  const client = createFixedClient({ ...fullAnswers, bulk: { ...fullAnswers.bulk, start } });
  async function call({ path, input }: { path: [group: string, name: string]; input: unknown }) {
    const [group, name] = path;
    try {
      const procedure = (client as unknown as Record<string, Record<string, (input: unknown) => Promise<unknown>>>)[group]?.[name];
      return { ok: true, output: await procedure?.(input) };
    } catch (error) {
      return { ok: false, error: toCallError(error) };
    }
  }
  port.onmessage = async ({ data }: MessageEvent<FromPage>) => {
    if ('hello' in data) {
      port.postMessage({ welcome: { contractVersion: CONTRACT_VERSION } });
      port.postMessage({ event: 'environment:state', payload: environment });
    } else if ('request' in data && data.request === 'call') {
      counted(1);
      port.postMessage({ answer: data.id, payload: await call(data.payload as Parameters<typeof call>[0]) });
      counted(-1);
    }
  };
}

/** Waits until the page has shown what it asked for, for a while: a connection that is lost sooner leaves it without. */
async function onceShown(): Promise<void> {
  for (let calm = 0; calm < 5; ) {
    await new Promise((resolve) => setTimeout(resolve, 200));
    const isShown = document.querySelector('.body .panel') && !document.querySelector('.skel');
    calm = isShown ? calm + 1 : 0;
  }
}

/** The edge of Electron, always the same: what main knows stands here, and environments that are live there have a port. */
export function createFixedBridge({ state, answers = {}, pushes = {}, breaks = [] }: FixedDesktop): DesktopBridge {
  const counted = createCounter();
  const listeners = new Map<PushName, (payload: never) => void>();
  const own: Answers = {
    'state:read': () => {
      const { language, theme } = usePreferences.getState();
      return { ...state, settings: { ...state.settings, language, theme } };
    },
    'window:ready': () => {
      for (const [name, payload] of Object.entries(pushes)) listeners.get(name as PushName)?.(payload as never);
      return null;
    },
    'connection:attach': ({ id, attachmentId }) => {
      const { connection } = state.environments.find((view) => view.environment.id === id)?.status ?? {};
      const goDown = () => {
        if (connection?.kind !== 'offline') return;
        const { reason, retryAt } = connection;
        listeners.get('connection:down')?.({ attachmentId, reason, retries: retryAt !== null } as never);
      };
      if (connection?.kind === 'offline' && !breaks.includes(id)) {
        goDown();
        return null;
      }
      const { port1, port2 } = new MessageChannel();
      servePort(port2, counted);
      window.postMessage({ type: PORT_MESSAGE, attachmentId }, window.location.origin, [port1]);
      if (breaks.includes(id)) {
        // What is to be looked at is there only then.
        counted(1);
        void onceShown().then(() => {
          goDown();
          counted(-1);
        });
      }
      return null;
    },
  };
  const all: Answers = { ...own, ...answers };
  /** For tests: what the page asked of main. */
  const asked: [name: CallName, input: unknown][] = [];
  Object.assign(window, { asked });
  return {
    platform: 'linux',
    async call(name, input) {
      asked.push([name, input]);
      const output = (all[name] as ((input: unknown) => unknown) | undefined)?.(input) ?? null;
      return { ok: true, output: output as never };
    },
    on(name, listener) {
      listeners.set(name, listener as never);
      return () => {
        if (listeners.get(name) === (listener as unknown)) listeners.delete(name);
      };
    },
  };
}
