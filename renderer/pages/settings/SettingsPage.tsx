import './settings.css';
import { useTranslation } from 'react-i18next';
import { AccountPanel } from './AccountPanel.tsx';
import { KeysPanel } from './KeysPanel.tsx';
import { LooksPanel } from './LooksPanel.tsx';
import { PasswordPanel } from './PasswordPanel.tsx';
import { SessionsPanel } from './SessionsPanel.tsx';
import { TimePanel } from './TimePanel.tsx';
import { ViewsPanel } from './ViewsPanel.tsx';

/** What is the person's own: how the console looks and behaves in this browser, and their account on the server. */
export default function SettingsPage() {
  const { t } = useTranslation('shell');
  return (
    <>
      <h1 className="sr">{t('page.settings')}</h1>
      <div className="settings">
        <div className="stack gap-12">
          <LooksPanel />
          <TimePanel />
          <KeysPanel />
          <ViewsPanel />
        </div>
        <div className="stack gap-12">
          <AccountPanel />
          <PasswordPanel />
          <SessionsPanel />
        </div>
      </div>
    </>
  );
}
