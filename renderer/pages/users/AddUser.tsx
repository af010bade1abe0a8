import { useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Role, UserCreate } from '#contract/schemas/user.ts';
import { RoleField } from '#renderer/components/account/RoleField.tsx';
import { TextField } from '#renderer/components/TextField.tsx';
import { useConsole } from '#renderer/lib/console.ts';
import { useSubmit } from '#renderer/lib/submit.ts';
import { showDone } from '#renderer/lib/toasts.ts';
import { FormFoot } from './FormFoot.tsx';

export function AddUser({ onDone }: { onDone(): void }) {
  const { t } = useTranslation('settings');
  const { client, queries } = useConsole();
  const cache = useQueryClient();
  const [username, setUsername] = useState('');
  const [role, setRole] = useState<Role>('viewer');
  const [password, setPassword] = useState('');
  const { busy, issues, setIssues, submit } = useSubmit();

  async function add(event: FormEvent) {
    event.preventDefault();
    if (busy) return;
    const { username: name, password: first } = UserCreate.shape;
    const wrong = {
      ...(name.safeParse(username).success ? {} : { username: t('users.nameWrong') }),
      ...(first.safeParse(password).success ? {} : { password: t('password.newWrong') }),
    };
    if (Object.keys(wrong).length > 0) return setIssues(wrong);
    const isDone = await submit(() => client.users.create({ username, role, password }), {
      ALREADY_EXISTS: ['username', t('users.nameTaken')],
    });
    if (!isDone) return;
    showDone(t('users.added', { name: username }));
    void cache.invalidateQueries({ queryKey: queries.users().queryKey });
    onDone();
  }

  return (
    <form className="stack gap-12" onSubmit={(event) => void add(event)}>
      <TextField
        label={t('users.name')}
        hint={t('users.nameHint')}
        autoComplete="off"
        spellCheck={false}
        data-autofocus
        value={username}
        issue={issues.username}
        onChange={setUsername}
      />
      <RoleField value={role} onChange={setRole} />
      <TextField
        label={t('users.password')}
        hint={t('users.passwordHint')}
        type="password"
        autoComplete="new-password"
        value={password}
        issue={issues.password}
        onChange={setPassword}
      />
      <FormFoot submit={t('users.add')} look="main" busy={busy} issue={issues['']} onCancel={onDone} />
    </form>
  );
}
