import { useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { UserCreate } from '#contract/schemas/user.ts';
import { TextField } from '#renderer/components/TextField.tsx';
import { useConsole } from '#renderer/lib/console.ts';
import { useSubmit } from '#renderer/lib/submit.ts';
import { showDone } from '#renderer/lib/toasts.ts';
import { FormFoot } from './FormFoot.tsx';

export function SetPassword({ username, onDone }: { username: string; onDone(): void }) {
  const { t } = useTranslation('settings');
  const { client, queries } = useConsole();
  const cache = useQueryClient();
  const [password, setPassword] = useState('');
  const { busy, issues, setIssues, submit } = useSubmit();

  async function change(event: FormEvent) {
    event.preventDefault();
    if (busy) return;
    if (!UserCreate.shape.password.safeParse(password).success) return setIssues({ password: t('password.newWrong') });
    if (!(await submit(() => client.users.update({ username, password })))) return;
    showDone(t('users.passwordSet', { name: username }));
    void cache.invalidateQueries({ queryKey: queries.users().queryKey });
    onDone();
  }

  return (
    <form className="stack gap-12" onSubmit={(event) => void change(event)}>
      <p className="mid">{t('users.setPasswordText', { name: username })}</p>
      <TextField
        label={t('password.new')}
        hint={t('password.newHint')}
        type="password"
        autoComplete="new-password"
        data-autofocus
        value={password}
        issue={issues.password}
        onChange={setPassword}
      />
      <FormFoot submit={t('users.setPasswordButton')} look="riskfill" busy={busy} issue={issues['']} onCancel={onDone} />
    </form>
  );
}
