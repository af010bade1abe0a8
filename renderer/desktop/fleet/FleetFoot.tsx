import { useTranslation } from 'react-i18next';
import { formatFigure, formatNumber } from '#renderer/lib/format.ts';
import { useDesktopState } from '../desktop-state.ts';
import { PlainFoot } from '../frame/PlainFrame.tsx';

/** What the app itself uses, measured. */
export function FleetFoot() {
  const { t } = useTranslation('desktop');
  const { cpuPercent, memoryMb, eventsPerSecond } = useDesktopState((state) => state.process);
  const count = useDesktopState((state) => state.environments.length);
  return (
    <>
      <span>{t('fleet.count', { count })}</span>
      <span>{t('fleet.process', { cpu: formatFigure(cpuPercent), memory: formatNumber(memoryMb) })}</span>
      <span>{t('fleet.events', { n: formatFigure(eventsPerSecond) })}</span>
      <PlainFoot />
    </>
  );
}
