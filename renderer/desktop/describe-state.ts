import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import type { EnvironmentStatus } from '#electron/bridge/status.ts';
import { formatNumber, formatTime } from '#renderer/lib/format.ts';
import { useTimeZone } from '#renderer/stores/preferences.ts';

/** Of the local backend, what its process is about, where that is not simply to run. */
function describeProcess(t: TFunction<'desktop'>, { local }: EnvironmentStatus): string | null {
  switch (local?.state) {
    case 'starting':
      return t('state.starting');
    case 'restarting':
      return t('state.restarting');
    case 'given up':
      return t('state.givenUp');
    case 'stopping':
    case 'stopped':
      return t('state.stopped');
    default:
      return null;
  }
}

/** What is out of the ordinary with an environment, in a word or two; null where nothing is. */
export function describeConnection(t: TFunction<'desktop'>, status: EnvironmentStatus, timeZone: string): string | null {
  const { connection } = status;
  const ofProcess = describeProcess(t, status);
  if (ofProcess) return ofProcess;
  if (connection.kind === 'connecting') return t('state.connecting');
  if (connection.kind === 'catching up') return t('state.catchingUp');
  if (connection.kind === 'live') return null;
  if (!status.local && connection.reason.code === 'UNAUTHORIZED') return t('state.signIn');
  return t('state.offline', { time: formatTime(connection.since, 'minutes', timeZone) });
}

/** The state of an environment in words: how many failed, or how healthy it is. */
export function useStateWords(status: EnvironmentStatus): { health: string; detail: string | null } {
  const { t } = useTranslation('desktop');
  const timeZone = useTimeZone();
  const { openFailures, health } = status;
  return {
    health:
      health === 'failing' && openFailures > 0
        ? t('state.failed', { count: openFailures, n: formatNumber(openFailures) })
        : t(`health.${health}`),
    detail: describeConnection(t, status, timeZone),
  };
}
