import { useTranslation } from 'react-i18next';
import { Button } from '#renderer/components/Button.tsx';

/** One up, one down: order without a mouse. */
export function MoveButtons({ name, at, count, onMove }: { name: string; at: number; count: number; onMove(by: 1 | -1): void }) {
  const { t } = useTranslation('desktop');
  return (
    <span className="row move-buttons">
      <Button size="small" look="quiet" icon="up" disabled={at === 0} aria-label={t('order.up', { name })} onClick={() => onMove(-1)} />
      <Button
        size="small"
        look="quiet"
        icon="dn"
        disabled={at === count - 1}
        aria-label={t('order.down', { name })}
        onClick={() => onMove(1)}
      />
    </span>
  );
}
