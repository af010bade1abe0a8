import { useTranslation } from 'react-i18next';

export default function ControlPage() {
  const { t } = useTranslation('shell');
  return <h1 className="sr">{t('page.control')}</h1>;
}
