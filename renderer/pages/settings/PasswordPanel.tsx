import { useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { PasswordInput } from '#contract/schemas/user.ts';
import { Button } from '#renderer/components/Button.tsx';
import { Panel } from '#renderer/components/Panel.tsx';
import { TextField } from '#renderer/components/TextField.tsx';
import { useConsole } from '#renderer/lib/console.ts';
import { useSubmit } from '#renderer/lib/submit.ts';
import { showDone } from '#renderer/lib/toasts.ts';
import { useIsLive } from '#renderer/stores/connection.ts';

const nothing = { current: '', next: '', again: '' };

/** The person's own password. Whether the current one is needed the server knows: not after signing in with a one-time link. */
export function PasswordPanel() {
  const { t } = useTranslation('settings');
  const { client, queries, user } = useConsole();
  const cache = useQueryClient();
  const isLive = useIsLive();
  const [values, setValues] = useState(nothing);
  const { busy, issues, setIssues, submit } = useSubmit();
  const { current, next, again } = values;

  async function change(event: FormEvent) {
    event.preventDefault();
    if (busy || !isLive) return;
    if (!PasswordInput.shape.newPassword.safeParse(next).success) return setIssues({ newPassword: t('password.newWrong') });
    if (next !== again) return setIssues({ again: t('password.differs') });
    const isDone = await submit(() => client.auth.changePassword({ newPassword: next, ...(current ? { currentPassword: current } : {}) }), {
      INVALID_CREDENTIALS: ['currentPassword', t('password.currentWrong')],
    });
    if (!isDone) return;
    setValues(nothing);
    showDone(t('password.changed'));
    void cache.invalidateQueries({ queryKey: queries.sessions().queryKey });
  }

  return (
    <Panel title={t('password.title')} about={t('password.about')} line>
      <form className="stack gap-12 pad" onSubmit={(event) => void change(event)}>
        {/* For password managers: whose password it is. */}
        <input className="sr" type="text" autoComplete="username" value={user.username} readOnly tabIndex={-1} aria-hidden="true" />
        <TextField
          label={t('password.current')}
          hint={t('password.currentHint')}
          type="password"
          autoComplete="current-password"
          value={current}
          issue={issues.currentPassword && (current ? issues.currentPassword : t('password.currentNeeded'))}
          onChange={(value) => setValues({ ...values, current: value })}
        />
        <TextField
          label={t('password.new')}
          hint={t('password.newHint')}
          type="password"
          autoComplete="new-password"
          value={next}
          issue={issues.newPassword}
          onChange={(value) => setValues({ ...values, next: value })}
        />
        <TextField
          label={t('password.again')}
          type="password"
          autoComplete="new-password"
          value={again}
          issue={issues.again}
          onChange={(value) => setValues({ ...values, again: value })}
        />
        <p className="t12 error-line" role="alert">
          {issues['']}
        </p>
        <div className="row">
          <Button type="submit" look="main" busy={busy} disabled={!isLive || next === ''}>
            {t('password.change')}
          </Button>
        </div>
      </form>
    </Panel>
  );
}
