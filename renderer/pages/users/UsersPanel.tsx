// biome-ignore-all lint/a11y/useSemanticElements lint/a11y/useFocusableInteractive: a <table> can’t be two lines on a phone; the controls have the focus.
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '#renderer/components/Button.tsx';
import { Dialog } from '#renderer/components/Dialog.tsx';
import { ErrorState } from '#renderer/components/ErrorState.tsx';
import { Panel } from '#renderer/components/Panel.tsx';
import { SkeletonRows } from '#renderer/components/Skeleton.tsx';
import { useConsole } from '#renderer/lib/console.ts';
import { useIsLive } from '#renderer/stores/connection.ts';
import { AddUser } from './AddUser.tsx';
import { SetPassword } from './SetPassword.tsx';
import { type UserDialog, UserRow } from './UserRow.tsx';
import { UserSessions } from './UserSessions.tsx';

const columns = ['name', 'role', 'signIn', 'sessions', 'since', 'actions'] as const;

/** Who can sign in, and as what. */
export function UsersPanel() {
  const { t } = useTranslation('settings');
  const { queries } = useConsole();
  const isLive = useIsLive();
  const { data, error, refetch } = useQuery(queries.users());
  const [dialog, setDialog] = useState<UserDialog | { kind: 'add' } | null>(null);
  const close = () => setDialog(null);
  const titles = {
    add: () => t('users.add'),
    password: (name: string) => t('users.setPasswordTitle', { name }),
    sessions: (name: string) => t('users.sessionsOf', { name }),
  };
  return (
    <Panel
      title={t('users.title')}
      about={data && t('users.count', { count: data.items.length })}
      more={
        <Button size="small" icon="plus" disabled={!isLive} onClick={() => setDialog({ kind: 'add' })}>
          {t('users.add')}
        </Button>
      }
    >
      {error ? (
        <ErrorState what={t('users.what')} error={error} onRetry={() => void refetch()} />
      ) : data ? (
        <div role="table" aria-label={t('users.what')} className="grid">
          <div role="row" className="gr gh user-row">
            {columns.map((column) => (
              <span key={column} role="columnheader" className={column === 'sessions' ? 'u-sessions' : undefined}>
                <span className={column === 'actions' ? 'sr' : undefined}>{t(`users.head.${column}`)}</span>
              </span>
            ))}
          </div>
          {data.items.map((user) => (
            <UserRow key={user.username} user={user} onOpen={setDialog} />
          ))}
        </div>
      ) : (
        <>
          <div className="gr gh" />
          <SkeletonRows rows={3} count={6} columns="minmax(0, 1fr) 130px 110px 84px 100px 40px" rowHeight={44} />
        </>
      )}
      {dialog && (
        <Dialog onClose={close} title={'username' in dialog ? titles[dialog.kind](dialog.username) : titles.add()}>
          {dialog.kind === 'add' && <AddUser onDone={close} />}
          {dialog.kind === 'password' && <SetPassword username={dialog.username} onDone={close} />}
          {dialog.kind === 'sessions' && <UserSessions username={dialog.username} />}
        </Dialog>
      )}
    </Panel>
  );
}
