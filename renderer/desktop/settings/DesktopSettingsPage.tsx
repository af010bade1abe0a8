import '../environments/environments.css';
import './desktop-settings.css';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { LooksPanel } from '#renderer/pages/settings/LooksPanel.tsx';
import { PlainFrame } from '../frame/PlainFrame.tsx';
import { EnvironmentsPanel } from './EnvironmentsPanel.tsx';
import { FilesPanel } from './FilesPanel.tsx';
import { GeneralPanel } from './GeneralPanel.tsx';
import { KeyStoreNote } from './KeyStoreNote.tsx';
import { NotificationsPanel } from './NotificationsPanel.tsx';
import { RulesPanel } from './RulesPanel.tsx';
import { UpdatesPanel } from './UpdatesPanel.tsx';

/** The app's own settings, the same for all environments. */
export default function DesktopSettingsPage() {
  const { t } = useTranslation('desktop');
  useEffect(() => {
    // A way here may name a part: `/desktop#updates`.
    const part = window.location.hash.slice(1);
    if (part) document.getElementById(part)?.scrollIntoView();
  }, []);
  return (
    <PlainFrame title={t('title.settings')}>
      <div className="body">
        <h1 className="form-title">{t('title.settings')}</h1>
        <KeyStoreNote />
        <div className="settings desktop-settings">
          <div className="stack gap-12">
            <GeneralPanel />
            <EnvironmentsPanel />
            <LooksPanel />
            <UpdatesPanel />
            <FilesPanel />
          </div>
          <div className="stack gap-12">
            <NotificationsPanel />
            <RulesPanel />
          </div>
        </div>
      </div>
    </PlainFrame>
  );
}
