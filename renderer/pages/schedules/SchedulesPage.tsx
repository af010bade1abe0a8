import { useTranslation } from 'react-i18next';

export default function SchedulesPage() {
  const { t } = useTranslation('shell');
  return <h1 className="sr">{t('page.schedules')}</h1>;
}
