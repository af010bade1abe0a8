import '@mantine/core/styles/Drawer.css';
import { Drawer } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';

const Panel = lazy(async () => ({ default: (await import('#renderer/components/job/JobControlPanel.tsx')).JobControlPanel }));

/** The open job: beside the list, over it on a laptop, and a sheet on a phone. */
export function JobSide(props: { jobId: string; onClose(): void; onStep: ((by: 1 | -1) => void) | undefined }) {
  const { t } = useTranslation('control');
  const { jobId, onClose, onStep } = props;
  const isNarrow = useMediaQuery('(max-width: 900px)', window.matchMedia('(max-width: 900px)').matches, { getInitialValueInEffect: false });
  const panel = (
    <Suspense fallback={<aside className="job-side-wait" aria-busy="true" aria-label={t('panel')} />}>
      <Panel jobId={jobId} onClose={onClose} {...(onStep ? { onStep } : {})} />
    </Suspense>
  );
  if (!isNarrow) return panel;
  return (
    // Its content by hand: the short form takes no name.
    <Drawer.Root opened onClose={onClose} position="bottom" size="92%" transitionProps={{ duration: 0 }}>
      <Drawer.Overlay />
      <Drawer.Content aria-label={t('panel')} className="sheet">
        <Drawer.Body className="sheet-body">{panel}</Drawer.Body>
      </Drawer.Content>
    </Drawer.Root>
  );
}
