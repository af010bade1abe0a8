import { useEffect, useRef } from 'react';
import { tinykeys } from 'tinykeys';
import { create } from 'zustand';
import { useOverlay } from '#renderer/stores/dialogs.ts';
import { usePreferences } from '#renderer/stores/preferences.ts';

export type ShortcutGroup = 'global' | 'go' | 'list' | 'job';

export interface Shortcut {
  /** As tinykeys has it: `p`, `g o`, `$mod+k`, `Shift+?`. */
  keys: string;
  label: string;
  group: ShortcutGroup;
}

/** Those that work on the page as it is; the list under `?` shows them. */
export const useShortcutList = create<{ active: readonly Shortcut[] }>()(() => ({ active: [] }));

function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  return target.isContentEditable || target.matches('input:not([type=checkbox],[type=radio]), textarea, select');
}

/** While a dialog is open, or about to, keys belong to it: who types ahead into the palette must not act on the page behind. */
const isDialogOpen = (): boolean =>
  useOverlay.getState().open !== null ||
  document.querySelector('[role="dialog"][aria-modal="true"], [role="alertdialog"], [role="menu"]') !== null;

/** As it was when the key came: the Escape that closes a dialog is not the page's, though the dialog is gone before the page hears of it. */
let wasDialogOpen = false;
let isWatching = false;

function watchDialogs(): void {
  if (isWatching) return;
  isWatching = true;
  const look = () => {
    wasDialogOpen = isDialogOpen();
  };
  window.addEventListener('keydown', look, { capture: true });
}

/** Binds keys while the component is mounted and `enabled`. Keys without Ctrl or Cmd do nothing while a person types, or in a dialog. */
export function useShortcut(shortcut: Shortcut, run: (event: KeyboardEvent) => void, { enabled = true } = {}): void {
  const hasShortcuts = usePreferences((state) => state.hasShortcuts);
  const latest = useRef(run);
  latest.current = run;
  const { keys, label, group } = shortcut;
  const isChord = keys.includes('$mod+');
  const isOn = enabled && (hasShortcuts || isChord);
  useEffect(() => {
    if (!isOn) return;
    watchDialogs();
    const entry = { keys, label, group };
    useShortcutList.setState(({ active }) => ({ active: [...active, entry] }));
    const stop = tinykeys(window, {
      [keys]: (event) => {
        if (!isChord && (isTyping(event.target) || wasDialogOpen || isDialogOpen() || event.defaultPrevented)) return;
        event.preventDefault();
        latest.current(event);
      },
    });
    return () => {
      stop();
      useShortcutList.setState(({ active }) => ({ active: active.filter((each) => each !== entry) }));
    };
  }, [keys, label, group, isChord, isOn]);
}

/** Keys as they stand on a keyboard, for <kbd>: `$mod+k` becomes ['Ctrl', 'K']. */
export function shownKeys(keys: string): string[] {
  const isMac = navigator.platform.startsWith('Mac');
  const names: Record<string, string> = { $mod: isMac ? '⌘' : 'Ctrl', Escape: 'Esc', ArrowUp: '↑', ArrowDown: '↓', Shift: '⇧' };
  return keys
    .split(/[ +]/)
    .filter((key, _n, all) => !(key === 'Shift' && all.includes('?')))
    .map((key) => names[key] ?? (key.length === 1 ? key.toUpperCase() : key));
}
