import { useTranslation } from 'react-i18next';

export default function BulkPage() {
  const { t } = useTranslation('shell');
  return <h1 className="sr">{t('page.bulk')}</h1>;
}
