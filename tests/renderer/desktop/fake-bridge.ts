import type { DesktopBridge } from '#electron/bridge/bridge.ts';
import type { CallInput, CallName, CallOutput } from '#electron/bridge/calls.ts';
import type { Answer, Failure } from '#electron/bridge/failure.ts';
import type { Pushes, PushName } from '#electron/bridge/pushes.ts';

type Answers = { [Name in CallName]?: (input: CallInput<Name>) => CallOutput<Name> | Promise<CallOutput<Name>> };

/** Stands in for Electron's edge: what the preload gives the page. An answer that throws a failure is refused with it. */
export function createFakeBridge(answers: Answers = {}) {
  const listeners = new Map<PushName, Set<(payload: never) => void>>();
  const asked: [name: CallName, input: unknown][] = [];
  const bridge: DesktopBridge = {
    platform: 'linux',
    async call(name, input) {
      asked.push([name, input]);
      try {
        const output = await (answers[name] as ((input: unknown) => unknown) | undefined)?.(input);
        return { ok: true, output: output ?? null } as Answer<never>;
      } catch (error) {
        return { ok: false, error: error as Failure };
      }
    },
    on(name, listener) {
      const known = listeners.get(name) ?? new Set();
      listeners.set(name, known.add(listener as never));
      return () => known.delete(listener as never);
    },
  };
  return {
    bridge,
    asked,
    push<Name extends PushName>(name: Name, payload: Pushes[Name]): void {
      for (const listener of listeners.get(name) ?? []) listener(payload as never);
    },
    listens: (name: PushName): number => listeners.get(name)?.size ?? 0,
  };
}

/** What of a window receives ports: messages that come from itself. */
export function createFakePage(origin = 'app://syncdeck') {
  const target = new EventTarget();
  const page = Object.assign(target, { location: { origin } }) as unknown as Window;
  return {
    page,
    /** As the preload posts it, unless something else is told of its source. */
    post(data: unknown, ports: MessagePort[], from: { source?: unknown; origin?: string } = {}): void {
      const event = Object.assign(new Event('message'), { data, ports, source: page, origin, ...from });
      target.dispatchEvent(event);
    },
  };
}
