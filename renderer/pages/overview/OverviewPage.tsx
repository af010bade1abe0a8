import { useTranslation } from 'react-i18next';

export default function OverviewPage() {
  const { t } = useTranslation('shell');
  return <h1 className="sr">{t('page.overview')}</h1>;
}
