import { useTranslation } from 'react-i18next';
import { connectionFaults } from '#electron/bridge/failure.ts';

const known = [...connectionFaults, 'UNAUTHORIZED', 'VERSION_MISMATCH'] as const;

/** Why an environment can't be reached, in a word or two. */
export function useShortReason(): (code: string) => string {
  const { t } = useTranslation('desktop');
  return (code) => {
    const found = known.find((each) => each === code);
    return found ? t(`fleet.why.${found}`) : t('fleet.why.other');
  };
}
