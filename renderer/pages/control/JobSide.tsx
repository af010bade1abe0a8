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
    <Drawer
      opened
      onClose={onClose}
      position="bottom"
      size="92%"
      withCloseButton={false}
      transitionProps={{ duration: 0 }}
      classNames={{ content: 'sheet', body: 'sheet-body' }}
      aria-label={t('panel')}
    >
      {panel}
    </Drawer>
  );
}
