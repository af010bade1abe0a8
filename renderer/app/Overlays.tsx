import { lazy, Suspense } from 'react';
import { useOverlay } from '#renderer/stores/dialogs.ts';

const Palette = lazy(() => import('#renderer/overlays/palette/Palette.tsx'));
const ShortcutList = lazy(() => import('#renderer/overlays/ShortcutList.tsx'));
const NoticeList = lazy(() => import('#renderer/overlays/NoticeList.tsx'));
const TriggerForm = lazy(() => import('#renderer/overlays/trigger/TriggerForm.tsx'));

/** What opens over any page. */
export function Overlays() {
  const open = useOverlay((store) => store.open);
  return (
    <Suspense fallback={null}>
      {open === 'palette' && <Palette />}
      {open === 'shortcuts' && <ShortcutList />}
      {open === 'notices' && <NoticeList />}
      {open === 'trigger' && <TriggerForm />}
    </Suspense>
  );
}
