import './users.css';
import { useTranslation } from 'react-i18next';
import { TokensPanel } from './TokensPanel.tsx';
import { UsersPanel } from './UsersPanel.tsx';

/** Who may sign in, people and scripts. For admins; the shell keeps the others out. */
export default function UsersPage() {
  const { t } = useTranslation('shell');
  return (
    <>
      <h1 className="sr">{t('page.users')}</h1>
      <div className="users stack gap-12">
        <UsersPanel />
        <TokensPanel />
      </div>
    </>
  );
}
