import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useLeaveGuard } from '#renderer/lib/leaving.ts';
import { confirm } from '#renderer/stores/dialogs.ts';

/** Asks before what was typed is lost. Answers how to say that it is saved, before the way leads on. */
export function useFormLeaving(isDirty: boolean): () => void {
  const { t } = useTranslation('desktop');
  const isSaved = useRef(false);
  useLeaveGuard(isDirty, async () => {
    if (isSaved.current) return true;
    const isSure = await confirm({
      title: t('form.leaveTitle'),
      text: t('form.leaveText'),
      confirmLabel: t('form.leave'),
      dismissLabel: t('form.stay'),
      tone: 'risk',
      isLocal: true,
    });
    return isSure !== null;
  });
  return () => {
    isSaved.current = true;
  };
}
