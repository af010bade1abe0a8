import { createContext, useContext } from 'react';
import type { DesktopBridge } from '#electron/bridge/bridge.ts';
import type { CallInput, CallName, CallOutput } from '#electron/bridge/calls.ts';
import type { Failure } from '#electron/bridge/failure.ts';

/** Asks main, and answers what it gives. @throws what it refuses, in the shape of every error of a call */
export type Ask = <Name extends CallName>(
  name: Name,
  ...input: undefined extends CallInput<Name> ? [] : [CallInput<Name>]
) => Promise<CallOutput<Name>>;

const toError = ({ message, ...failure }: Failure): Error => Object.assign(new Error(message), failure);

export function createAsk(bridge: DesktopBridge): Ask {
  return async (name, ...input) => {
    const answer = await bridge.call(name, input[0] as never);
    if (!answer.ok) throw toError(answer.error);
    return answer.output;
  };
}

/** What the app's window stands on. */
export interface Desktop {
  bridge: DesktopBridge;
  ask: Ask;
}

export const DesktopContext = createContext<Desktop | null>(null);

export function useDesktop(): Desktop {
  const value = useContext(DesktopContext);
  if (!value) throw new Error('a part of the desktop app stands outside of it');
  return value;
}
