import { lazy, Suspense } from 'react';
import { useOverlay } from '#renderer/stores/dialogs.ts';

const ShortcutList = lazy(() => import('#renderer/overlays/ShortcutList.tsx'));

/** What opens over a page that no environment's console carries. */
export function PlainOverlays() {
  const open = useOverlay((store) => store.open);
  return <Suspense fallback={null}>{open === 'shortcuts' && <ShortcutList />}</Suspense>;
}
