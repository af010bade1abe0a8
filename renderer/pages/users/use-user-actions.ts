import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Role, UserRecord } from '#contract/schemas/user.ts';
import { useConsole } from '#renderer/lib/console.ts';
import { toCallError } from '#renderer/lib/errors.ts';
import { showDone, showError } from '#renderer/lib/toasts.ts';
import { confirm } from '#renderer/stores/dialogs.ts';

/** What an admin does to a user. Each asks first; what the server refuses is told in a toast. */
export function useUserActions(user: UserRecord) {
  const { t } = useTranslation('settings');
  const { t: word } = useTranslation();
  const { client, queries, user: me } = useConsole();
  const cache = useQueryClient();
  const [busy, setBusy] = useState(false);
  const { username } = user;
  const name = { name: username };

  async function act(work: () => Promise<unknown>, done: string): Promise<void> {
    setBusy(true);
    try {
      await work();
      showDone(done);
    } catch (error) {
      showError(toCallError(error).code === 'LAST_ADMIN' ? { message: t('users.lastAdmin', name) } : error);
    } finally {
      setBusy(false);
    }
    // The sessions of users are below the same key.
    void cache.invalidateQueries({ queryKey: queries.users().queryKey });
  }

  return {
    busy,
    async changeRole(role: Role): Promise<void> {
      const isMe = username === me.username;
      const isSure = await confirm({
        title: t('users.roleTitle', { ...name, role: word(`role.${role}`) }),
        text: t(isMe ? 'users.roleTextSelf' : 'users.roleText'),
        confirmLabel: t('users.roleButton'),
        dismissLabel: word('cancel'),
        tone: isMe || role === 'admin' ? 'risk' : 'plain',
      });
      if (isSure) await act(() => client.users.update({ username, role }), t('users.roleChanged', { ...name, role: word(`role.${role}`) }));
    },
    async signOut(): Promise<void> {
      const isSure = await confirm({
        title: t('users.signOutTitle', name),
        text: t('users.signOutText', { count: user.sessions }),
        confirmLabel: t('users.signOutButton'),
        dismissLabel: word('cancel'),
        tone: 'risk',
      });
      if (isSure) await act(() => client.users.signOut({ username }), t('users.signedOut', name));
    },
    async remove(): Promise<void> {
      const isSure = await confirm({
        title: t('users.removeTitle', name),
        text: t('users.removeText', name),
        confirmLabel: t('users.removeButton'),
        dismissLabel: t('users.keep', name),
        typed: username,
        tone: 'risk',
      });
      if (isSure) await act(() => client.users.delete({ username }), t('users.removed', name));
    },
  };
}
