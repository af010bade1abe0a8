import { useTranslation } from 'react-i18next';
import { Icon } from '#renderer/components/Icon.tsx';
import { useDesktopState } from '../desktop-state.ts';

/** Where tokens don't outlive the app, and why. */
export function KeyStoreNote() {
  const { t } = useTranslation('desktop');
  const keyStore = useDesktopState((state) => state.keyStore);
  if (keyStore.isAvailable) return null;
  return (
    <section className="banner" data-s="paused">
      <Icon name="warn" />
      <span className="grow">
        {t('keyStore.warning')} <span className="mid">{keyStore.why}</span>
      </span>
    </section>
  );
}
