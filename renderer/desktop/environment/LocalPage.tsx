import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { EnvironmentView } from '#electron/bridge/desktop-state.ts';
import type { LocalProcess } from '#electron/bridge/status.ts';
import { Button } from '#renderer/components/Button.tsx';
import { Icon } from '#renderer/components/Icon.tsx';
import { formatDuration } from '#renderer/lib/format.ts';
import { showDone, showError } from '#renderer/lib/toasts.ts';
import { useNow } from '#renderer/stores/clock.ts';
import { useDesktop } from '../ask.ts';
import { PlainFrame } from '../frame/PlainFrame.tsx';
import { ProcessLog } from './ProcessLog.tsx';

/** The first start makes a database; who waits this long should know. */
const LATE_MS = 4_000;

function Starting({ since }: { since: Date }) {
  const { t } = useTranslation('desktop');
  const isLate = useNow() - since.getTime() > LATE_MS;
  return (
    <div className="void" role="status">
      <h1 className="void-title">{t('local.starting')}</h1>
      <p>{isLate ? t('local.startingLate') : t('local.startingText')}</p>
    </div>
  );
}

function Stopped() {
  const { t } = useTranslation('desktop');
  const { ask } = useDesktop();
  return (
    <div className="void">
      <h1 className="void-title">{t('local.stopped')}</h1>
      <p>{t('local.stoppedText')}</p>
      <Button look="main" icon="play" onClick={() => void ask('settings:write', { startsLocal: true }).catch(showError)}>
        {t('local.start')}
      </Button>
    </div>
  );
}

/** It died again and again: why, what it said last, and what a person can do. */
function GivenUp({ local }: { local: Extract<LocalProcess, { state: 'given up' }> }) {
  const { t } = useTranslation('desktop');
  const { ask } = useDesktop();
  const [busy, setBusy] = useState(false);
  async function startAgain(): Promise<void> {
    setBusy(true);
    await ask('environments:retry', { id: 'local' }).catch(showError);
    setBusy(false);
  }
  return (
    <section className="panel given-up" aria-labelledby="given-up">
      <div className="pad stack gap-8" role="alert">
        <h1 id="given-up" className="row void-title">
          <span className="c" data-s="failed">
            <Icon name="failed" size={20} />
          </span>
          {t('local.givenUp')}
        </h1>
        <p className="given-up-reason">{local.reason}</p>
        <p className="mid">{t('local.givenUpText')}</p>
        <div className="row wrap">
          <Button look="main" icon="retry" busy={busy} onClick={() => void startAgain()}>
            {t('local.startAgain')}
          </Button>
          <Button onClick={() => void ask('app:open-folder', { which: 'logs' }).catch(showError)}>{t('files.openLogs')}</Button>
          <Button
            look="quiet"
            icon="copy"
            onClick={() => void ask('app:copy-diagnostics').then(() => showDone(t('files.diagnosticsCopied')), showError)}
          >
            {t('files.copyDiagnostics')}
          </Button>
        </div>
      </div>
      <ProcessLog lines={local.log} />
    </section>
  );
}

/** The local backend while it can't be used: it starts, it is switched off, or it can't start. */
export function LocalPage({ view }: { view: EnvironmentView }) {
  const { t } = useTranslation('desktop');
  const { environment, status } = view;
  const { local, connection } = status;
  const now = useNow();
  return (
    <PlainFrame current={environment.id} title={environment.name} isProduction={environment.isProduction}>
      {local?.state === 'given up' ? (
        <div className="body">
          <GivenUp local={local} />
        </div>
      ) : local?.state === 'stopped' || local?.state === 'stopping' ? (
        <Stopped />
      ) : local?.state === 'restarting' ? (
        <div className="void" role="status">
          <h1 className="void-title">{t('local.restarting')}</h1>
          <p>{local.reason}</p>
          <p className="mid">{t('local.againIn', { count: local.attempt, time: formatDuration(Math.max(0, local.at.getTime() - now)) })}</p>
        </div>
      ) : (
        <Starting since={connection.since} />
      )}
    </PlainFrame>
  );
}
