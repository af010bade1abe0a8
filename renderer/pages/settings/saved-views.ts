import type { SavedView } from '#renderer/stores/preferences.ts';

/** The views with one under another name; `taken` where another has it already. */
export function renameView(views: readonly SavedView[], from: string, to: string): SavedView[] | 'taken' | 'empty' {
  const name = to.trim();
  if (name === '') return 'empty';
  if (name !== from && views.some((view) => view.name === name)) return 'taken';
  return views.map((view) => (view.name === from ? { ...view, name } : view));
}
