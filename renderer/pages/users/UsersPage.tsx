import { useTranslation } from 'react-i18next';

export default function UsersPage() {
  const { t } = useTranslation('shell');
  return <h1 className="sr">{t('page.users')}</h1>;
}
