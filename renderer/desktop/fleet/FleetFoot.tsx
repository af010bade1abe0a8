import { useTranslation } from 'react-i18next';
import { Key } from '#renderer/components/Key.tsx';
import { formatFigure, formatNumber } from '#renderer/lib/format.ts';
import { openOverlay } from '#renderer/stores/dialogs.ts';
import { useTimeZone } from '#renderer/stores/preferences.ts';
import { useDesktopState } from '../desktop-state.ts';

/** What the app itself uses, measured. */
export function FleetFoot() {
  const { t } = useTranslation(['desktop', 'shell']);
  const { cpuPercent, memoryMb, eventsPerSecond } = useDesktopState((state) => state.process);
  const count = useDesktopState((state) => state.environments.length);
  const zone = useTimeZone();
  return (
    <>
      <span>{t('fleet.count', { count })}</span>
      <span>{t('fleet.process', { cpu: formatFigure(cpuPercent), memory: formatNumber(memoryMb) })}</span>
      <span>{t('fleet.events', { n: formatFigure(eventsPerSecond) })}</span>
      <span className="end">{t('shell:times', { zone })}</span>
      <button type="button" className="row row-4" onClick={() => openOverlay('shortcuts')}>
        <Key>?</Key> {t('shell:shortcuts')}
      </button>
    </>
  );
}
