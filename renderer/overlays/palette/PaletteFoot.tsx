import { useTranslation } from 'react-i18next';
import { Key } from '#renderer/components/Key.tsx';
import { shownKeys } from '#renderer/lib/shortcuts.ts';

/** The palette's own keys. */
export function PaletteFoot({ hasJob }: { hasJob: boolean }) {
  const { t } = useTranslation('palette');
  return (
    <div className="pf wide">
      <span className="row row-4">
        <Key>↑</Key> <Key>↓</Key> {t('foot.move')}
      </span>
      <span className="row row-4">
        <Key>Enter</Key> {t('foot.open')}
      </span>
      {hasJob && (
        <span className="row row-4">
          {shownKeys('$mod+Enter').map((key) => (
            <Key key={key}>{key}</Key>
          ))}{' '}
          {t('foot.actions')}
        </span>
      )}
      <span className="row row-4">
        <Key>Tab</Key> {t('foot.narrow')}
      </span>
      <span className="end row row-12">
        <span>
          <b className="w5 ltr">&gt;</b> {t('kind.actions')}
        </span>
        <span>
          <b className="w5 ltr">#</b> {t('kind.types')}
        </span>
      </span>
    </div>
  );
}
