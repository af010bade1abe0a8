// biome-ignore-all lint/a11y/useSemanticElements lint/a11y/useFocusableInteractive: a <table> can’t be two lines on a phone; the controls have the focus.
import { Menu } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Role, type UserRecord } from '#contract/schemas/user.ts';
import { Button } from '#renderer/components/Button.tsx';
import { Icon } from '#renderer/components/Icon.tsx';
import { ClockTime, RelativeTime } from '#renderer/components/Time.tsx';
import { useConsole } from '#renderer/lib/console.ts';
import { formatNumber } from '#renderer/lib/format.ts';
import { useIsLive } from '#renderer/stores/connection.ts';
import { useUserActions } from './use-user-actions.ts';

export type UserDialog = { kind: 'password' | 'sessions'; username: string };

export function UserRow({ user, onOpen }: { user: UserRecord; onOpen(dialog: UserDialog): void }) {
  const { t } = useTranslation('settings');
  const { t: word } = useTranslation();
  const { user: me } = useConsole();
  const isLive = useIsLive();
  const actions = useUserActions(user);
  const { username } = user;
  const isOff = !isLive || actions.busy;
  return (
    <div role="row" className="gr user-row">
      <span role="cell" className="u-name row row-4">
        <Icon name="user" size={14} />
        <bdi className="w5 el">{username}</bdi>
        {username === me.username && <span className="account-tag">{t('users.you')}</span>}
      </span>
      <span role="cell" className="u-role">
        <select
          className="input"
          aria-label={t('users.roleOf', { name: username })}
          value={user.role}
          disabled={isOff}
          onChange={(event) => void actions.changeRole(event.target.value as Role)}
        >
          {Role.options.map((role) => (
            <option key={role} value={role}>
              {word(`role.${role}`)}
            </option>
          ))}
        </select>
      </span>
      <span role="cell" className="u-seen t12">
        <span className="u-label">{t('users.head.signIn')}</span>
        {user.lastSignInAt ? <RelativeTime at={user.lastSignInAt} /> : <span className="dim">{t('users.never')}</span>}
      </span>
      <span role="cell" className="u-sessions">
        <Button
          size="small"
          look="quiet"
          aria-label={`${t('users.head.sessions')} ${formatNumber(user.sessions)}: ${username}`}
          onClick={() => onOpen({ kind: 'sessions', username })}
        >
          <span className="u-label">{t('users.head.sessions')}</span> {formatNumber(user.sessions)}
        </Button>
      </span>
      <span role="cell" className="u-since t12 mid">
        <ClockTime at={user.createdAt} shape="day" />
      </span>
      <span role="cell" className="u-act">
        <Menu width={200} position="bottom-end" disabled={isOff}>
          <Menu.Target>
            <Button size="small" look="quiet" square icon="more" disabled={isOff} aria-label={t('users.more', { name: username })} />
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Item leftSection={<Icon name="lock" size={14} />} onClick={() => onOpen({ kind: 'password', username })}>
              {t('users.setPassword')}
            </Menu.Item>
            <Menu.Item leftSection={<Icon name="power" size={14} />} disabled={user.sessions === 0} onClick={() => void actions.signOut()}>
              {t('users.signOut')}
            </Menu.Item>
            <Menu.Divider />
            <Menu.Item className="mi menu-risk" leftSection={<Icon name="trash" size={14} />} onClick={() => void actions.remove()}>
              {t('users.remove')}
            </Menu.Item>
          </Menu.Dropdown>
        </Menu>
      </span>
    </div>
  );
}
