import { create } from 'zustand';

/** Whether the list of environments is open. */
export const useSwitcher = create<{ isOpen: boolean }>()(() => ({ isOpen: false }));

export const openSwitcher = (): void => useSwitcher.setState({ isOpen: true });
export const closeSwitcher = (): void => useSwitcher.setState({ isOpen: false });
