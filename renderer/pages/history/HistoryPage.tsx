import { useTranslation } from 'react-i18next';

export default function HistoryPage() {
  const { t } = useTranslation('shell');
  return <h1 className="sr">{t('page.history')}</h1>;
}
