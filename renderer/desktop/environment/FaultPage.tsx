import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import type { EnvironmentView } from '#electron/bridge/desktop-state.ts';
import type { Failure } from '#electron/bridge/failure.ts';
import { Button } from '#renderer/components/Button.tsx';
import { Icon } from '#renderer/components/Icon.tsx';
import { copyText } from '#renderer/lib/copy-text.ts';
import { explainError } from '#renderer/lib/errors.ts';
import { formatDuration } from '#renderer/lib/format.ts';
import { showDone, showError } from '#renderer/lib/toasts.ts';
import { useNow } from '#renderer/stores/clock.ts';
import { useDesktop } from '../ask.ts';
import { hostOf } from '../place-of.ts';
import { pathToForm, SETTINGS } from '../places.ts';
import { type FaultWay, olderSide, waysOut } from './fault-ways.ts';

function NextTry({ at }: { at: Date }) {
  const { t } = useTranslation('desktop');
  const left = at.getTime() - useNow();
  return <p className="t12 dim">{left > 0 ? t('offline.nextTry', { time: formatDuration(left) }) : t('offline.tries')}</p>;
}

/** An environment can't be used: why, and each way out. `onSignIn`: where signing in is one. */
export function FaultPage({ view, reason, onSignIn }: { view: EnvironmentView; reason: Failure; onSignIn?: () => void }) {
  const { t } = useTranslation(['desktop', 'common']);
  const { ask } = useDesktop();
  const [busy, setBusy] = useState(false);
  const { environment, status } = view;
  const { id, name } = environment;
  const older = olderSide(status.contractVersion, reason.message);
  const isMismatch = reason.code === 'VERSION_MISMATCH';

  async function act(work: () => Promise<unknown>): Promise<void> {
    setBusy(true);
    await work().catch(showError);
    setBusy(false);
  }
  const retry = () => act(() => ask('environments:retry', { id }));
  const chooseAuthority = () =>
    act(async () => {
      const caFile = await ask('environments:choose-ca');
      if (caFile !== null) await ask('environments:edit', { id, change: { caFile } });
    });
  const copy = () =>
    void copyText(`${name} (${hostOf(environment) ?? 'local'})\n${reason.status} ${reason.code}\n${reason.message}`).then(
      () => showDone(t('common:copied')),
      showError,
    );

  const ways = waysOut(reason.code, older);
  const offers: Partial<Record<FaultWay, (isFirst: boolean) => React.ReactNode>> = {
    edit: (isFirst) =>
      environment.kind === 'remote' && (
        <Link key="edit" className={isFirst ? 'btn main' : 'btn'} href={`~${pathToForm(id)}`}>
          {t('fault.way.edit')}
        </Link>
      ),
    'choose-ca': (isFirst) => (
      <Button key="choose-ca" look={isFirst ? 'main' : 'plain'} busy={busy} onClick={() => void chooseAuthority()}>
        {t('fault.way.chooseCa')}
      </Button>
    ),
    update: (isFirst) => (
      <Link key="update" className={isFirst ? 'btn main' : 'btn'} href={`~${SETTINGS}#updates`}>
        {t('fault.way.update')}
      </Link>
    ),
    'sign-in': (isFirst) =>
      onSignIn && (
        <Button key="sign-in" look={isFirst ? 'main' : 'plain'} onClick={onSignIn}>
          {t('fault.way.signIn')}
        </Button>
      ),
    retry: (isFirst) => (
      <Button key="retry" look={isFirst ? 'main' : 'plain'} icon="retry" busy={busy} onClick={() => void retry()}>
        {t('common:tryAgain')}
      </Button>
    ),
  };
  return (
    <div className="void" role="alert">
      <span className="c" data-s="failed">
        <Icon name="offline" size={20} />
      </span>
      <h1 className="void-title">{t(isMismatch ? 'fault.titleMismatch' : 'fault.title', { name })}</h1>
      <p>{isMismatch ? t(older === 'app' ? 'fault.appOld' : 'fault.backendOld') : explainError(reason)}</p>
      <div className="row wrap">
        {ways.map((way, n) => offers[way]?.(n === 0))}
        <Button look="quiet" icon="copy" onClick={copy}>
          {t('common:copyDetails')}
        </Button>
      </div>
      {status.connection.kind === 'offline' && status.connection.retryAt && <NextTry at={status.connection.retryAt} />}
      <p className="mono t11 dim ltr fault-details">
        {reason.code} · {hostOf(environment) ?? 'local'} · {reason.message}
      </p>
    </div>
  );
}
