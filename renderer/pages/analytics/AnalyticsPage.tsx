import { useTranslation } from 'react-i18next';

export default function AnalyticsPage() {
  const { t } = useTranslation('shell');
  return <h1 className="sr">{t('page.analytics')}</h1>;
}
