import { create } from 'zustand';
import type { DesktopState, EnvironmentView } from '#electron/bridge/desktop-state.ts';
import type { EnvironmentId } from '#electron/bridge/environment.ts';

/** What main tells of the app and its environments, as it last did. */
const useStore = create<{ state: DesktopState | null }>()(() => ({ state: null }));

export function setDesktopState(state: DesktopState): void {
  useStore.setState({ state });
}

/** @throws before main has told it, which it does before anything is on screen */
export function readDesktopState(): DesktopState {
  const { state } = useStore.getState();
  if (!state) throw new Error('nothing is known of the app yet');
  return state;
}

export function useDesktopState<Part>(select: (state: DesktopState) => Part): Part {
  return useStore(({ state }) => {
    if (!state) throw new Error('nothing is known of the app yet');
    return select(state);
  });
}

/** Calls back with each new state. Answers how to stop. */
export const onDesktopState = (listener: (state: DesktopState) => void): (() => void) =>
  useStore.subscribe(({ state }) => state && listener(state));

export const findView = (state: DesktopState, id: EnvironmentId): EnvironmentView | undefined =>
  state.environments.find(({ environment }) => environment.id === id);

export const useEnvironments = (): readonly EnvironmentView[] => useDesktopState((state) => state.environments);
