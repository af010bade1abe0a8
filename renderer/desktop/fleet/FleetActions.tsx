import { Menu } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useLocation } from 'wouter';
import type { EnvironmentView } from '#electron/bridge/desktop-state.ts';
import { Button } from '#renderer/components/Button.tsx';
import { Icon } from '#renderer/components/Icon.tsx';
import { showDone, showError } from '#renderer/lib/toasts.ts';
import { useDesktop } from '../ask.ts';
import { pathInto, pathToForm } from '../places.ts';

/** What can be done about an environment from here. */
export function FleetActions({ view }: { view: EnvironmentView }) {
  const { t } = useTranslation(['desktop', 'common', 'shell']);
  const { ask } = useDesktop();
  const [, navigate] = useLocation();
  const [busy, setBusy] = useState(false);
  const { environment, status } = view;
  const { id, name } = environment;
  const { connection, user, openFailures } = status;
  const needsSignIn = connection.kind === 'offline' && (user === null || connection.reason.code === 'UNAUTHORIZED') && !status.local;
  const isOffline = connection.kind === 'offline' && !needsSignIn;

  async function tryNow(): Promise<void> {
    setBusy(true);
    await ask('environments:retry', { id }).catch(showError);
    setBusy(false);
  }
  const acknowledge = () =>
    ask('notifications:acknowledge', { id }).then(() => showDone(t('fleet.acknowledged', { count: openFailures, name })), showError);
  return (
    <>
      {isOffline ? (
        <Button size="small" icon="retry" busy={busy} aria-label={t('fleet.tryNowOf', { name })} onClick={() => void tryNow()}>
          {t('shell:conn.tryNow')}
        </Button>
      ) : (
        <Link className="btn sm" href={pathInto(id)} aria-label={t(needsSignIn ? 'fleet.signInOf' : 'fleet.openOf', { name })}>
          {needsSignIn ? t('fault.way.signIn') : t('common:open')}
        </Link>
      )}
      <Menu position="bottom-end" width={220} returnFocus>
        <Menu.Target>
          <Button size="small" look="quiet" icon="more" aria-label={t('fleet.moreOf', { name })} />
        </Menu.Target>
        <Menu.Dropdown>
          {openFailures > 0 && (
            <Menu.Item leftSection={<Icon name="check" size={14} />} onClick={() => void acknowledge()}>
              {t('fleet.acknowledge', { count: openFailures })}
            </Menu.Item>
          )}
          {isOffline && <Menu.Item onClick={() => navigate(pathInto(id))}>{t('common:open')}</Menu.Item>}
          <Menu.Item leftSection={<Icon name="gear" size={14} />} onClick={() => navigate(pathToForm(id))}>
            {t('switcher.edit')}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
    </>
  );
}
