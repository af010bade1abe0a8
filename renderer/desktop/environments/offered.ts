import { create } from 'zustand';
import type { EnvironmentDraft } from '#electron/bridge/environment.ts';

/** What a link offered to add, until a person saves or leaves it. `number` tells one offer from the next. */
export const useOffered = create<{ draft: Partial<EnvironmentDraft> | null; number: number }>()(() => ({ draft: null, number: 0 }));

export const offerEnvironment = (draft: Partial<EnvironmentDraft>): void =>
  useOffered.setState(({ number }) => ({ draft, number: number + 1 }));

export const forgetOffer = (): void => useOffered.setState({ draft: null });
