import { lazy, Suspense, useEffect } from 'react';
import { useOverlay } from '#renderer/stores/dialogs.ts';

const loadPalette = () => import('#renderer/overlays/palette/Palette.tsx');
const Palette = lazy(loadPalette);
const ShortcutList = lazy(() => import('#renderer/overlays/ShortcutList.tsx'));
const NoticeList = lazy(() => import('#renderer/overlays/NoticeList.tsx'));
const TriggerForm = lazy(() => import('#renderer/overlays/trigger/TriggerForm.tsx'));

/** After the page's own needs: who opens the palette begins to type at once. */
const PRELOAD_MS = 1_000;

/** What opens over any page. */
export function Overlays() {
  const open = useOverlay((store) => store.open);
  useEffect(() => {
    const timer = setTimeout(loadPalette, PRELOAD_MS);
    return () => clearTimeout(timer);
  }, []);
  return (
    <Suspense fallback={null}>
      {open === 'palette' && <Palette />}
      {open === 'shortcuts' && <ShortcutList />}
      {open === 'notices' && <NoticeList />}
      {open === 'trigger' && <TriggerForm />}
    </Suspense>
  );
}
