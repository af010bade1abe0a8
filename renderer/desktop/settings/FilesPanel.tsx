import { useTranslation } from 'react-i18next';
import { Button } from '#renderer/components/Button.tsx';
import { Panel } from '#renderer/components/Panel.tsx';
import { showDone, showError } from '#renderer/lib/toasts.ts';
import { useDesktop } from '../ask.ts';
import { useDesktopState } from '../desktop-state.ts';

/** Where the app keeps what it keeps, and what helps who helps. */
export function FilesPanel() {
  const { t } = useTranslation('desktop');
  const { ask } = useDesktop();
  const { dataFolder, logFolder, version, electron } = useDesktopState((state) => state.app);
  const folders = [
    ['data', dataFolder],
    ['logs', logFolder],
  ] as const;
  return (
    <Panel
      title={t('files.title')}
      about={t('files.about', { version, electron })}
      line
      more={
        <Button
          size="small"
          icon="copy"
          onClick={() => void ask('app:copy-diagnostics').then(() => showDone(t('files.diagnosticsCopied')), showError)}
        >
          {t('files.copyDiagnostics')}
        </Button>
      }
    >
      {folders.map(([which, folder]) => (
        <div key={which} className="setting">
          <div className="stack">
            <h3 className="w5">{t(`files.${which}`)}</h3>
            <p className="mono t11 mid ltr folder">{folder}</p>
          </div>
          <div className="setting-control">
            <Button
              size="small"
              aria-label={which === 'logs' ? t('files.openLogs') : t('files.openData')}
              onClick={() => void ask('app:open-folder', { which }).catch(showError)}
            >
              {t('files.open')}
            </Button>
          </div>
        </div>
      ))}
    </Panel>
  );
}
