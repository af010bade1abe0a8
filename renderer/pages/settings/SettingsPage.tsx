import { useTranslation } from 'react-i18next';

export default function SettingsPage() {
  const { t } = useTranslation('shell');
  return <h1 className="sr">{t('page.settings')}</h1>;
}
