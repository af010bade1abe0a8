import { useTranslation } from 'react-i18next';

const known = [
  'NAME_NOT_FOUND',
  'REFUSED',
  'TIMED_OUT',
  'TLS_UNTRUSTED',
  'TLS_EXPIRED',
  'TLS_WRONG_NAME',
  'PROXY_FAILED',
  'NOT_SYNCDECK',
  'UNREACHABLE',
  'UNAUTHORIZED',
  'VERSION_MISMATCH',
] as const;

/** Why an environment can't be reached, in a word or two. */
export function useShortReason(): (code: string) => string {
  const { t } = useTranslation('desktop');
  return (code) => {
    const found = known.find((each) => each === code);
    return found ? t(`fleet.why.${found}`) : t('fleet.why.other');
  };
}
