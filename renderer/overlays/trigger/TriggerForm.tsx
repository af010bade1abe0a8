import './trigger.css';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Dialog } from '#renderer/components/Dialog.tsx';
import { ErrorState } from '#renderer/components/ErrorState.tsx';
import { SkeletonBlock } from '#renderer/components/Skeleton.tsx';
import { useConsole } from '#renderer/lib/console.ts';
import { closeOverlay, useOverlay } from '#renderer/stores/dialogs.ts';
import { showStarted } from './show-started.tsx';
import { TriggerFields } from './TriggerFields.tsx';
import { useTrigger } from './use-trigger.ts';

/** Starts a job of any type, with its params in a form made from the type's schema. */
export default function TriggerForm() {
  const { t } = useTranslation('job');
  const { queries } = useConsole();
  const types = useQuery(queries.types());
  const schedules = useQuery(queries.schedules());
  const asked = useOverlay((store) => store.jobType);
  const [picked, setPicked] = useState(asked);
  const { start, isBusy, error } = useTrigger((job) => {
    closeOverlay();
    showStarted(job);
  });
  const list = types.data?.items ?? [];
  const type = list.find((each) => each.jobType === picked) ?? list[0];
  return (
    <Dialog title={t('trigger.title')} size={560} onClose={closeOverlay}>
      {types.isError && <ErrorState what={t('trigger.types')} error={types.error} onRetry={() => void types.refetch()} />}
      {types.isPending && <SkeletonBlock height={280} />}
      {type && (
        <div className="stack gap-12">
          <label className="field">
            <span>{t('trigger.type')}</span>
            <select className="input" value={type.jobType} data-autofocus onChange={(event) => setPicked(event.target.value)}>
              {list.map(({ jobType, title }) => (
                <option key={jobType} value={jobType}>
                  {title}
                </option>
              ))}
            </select>
          </label>
          <TriggerFields
            key={type.jobType}
            type={type}
            schedule={schedules.data?.items.find((each) => each.jobType === type.jobType)}
            isBusy={isBusy}
            error={error}
            onStart={(request) => void start(request)}
            onCancel={closeOverlay}
          />
        </div>
      )}
    </Dialog>
  );
}
