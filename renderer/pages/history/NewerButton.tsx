import { useTranslation } from 'react-i18next';
import { Button } from '#renderer/components/Button.tsx';

/** Says that the list is not the newest any more, and brings the rest. It keeps its place, so that nothing moves when it comes. */
export function NewerButton({ isOld, text, onShow }: { isOld: boolean; text: string; onShow(): void }) {
  const { t } = useTranslation('history');
  return (
    <span className="row end" role="status">
      {isOld && (
        <>
          <span className="mid">{text}</span>
          <Button size="small" icon="up" onClick={onShow}>
            {t('table.showNewer')}
          </Button>
        </>
      )}
    </span>
  );
}
