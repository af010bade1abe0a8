import { useTranslation } from 'react-i18next';
import { useShortcut } from '#renderer/lib/shortcuts.ts';

/** The keys of the list that works wherever the focus is. */
export function GridKeys(props: { move(by: number): void; select: ((range: boolean) => void) | undefined }) {
  const { t } = useTranslation('control');
  const { move, select } = props;
  useShortcut({ keys: 'j', label: t('grid.next'), group: 'list' }, () => move(1));
  useShortcut({ keys: 'k', label: t('grid.previous'), group: 'list' }, () => move(-1));
  useShortcut({ keys: 'x', label: t('grid.select'), group: 'list' }, () => select?.(false), { enabled: select !== undefined });
  useShortcut({ keys: 'Shift+x', label: t('grid.selectRange'), group: 'list' }, () => select?.(true), { enabled: select !== undefined });
  return null;
}
