import { useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiTokenCreate, type NewApiToken, type Role } from '#contract/schemas/user.ts';
import { RoleField } from '#renderer/components/account/RoleField.tsx';
import { TextField } from '#renderer/components/TextField.tsx';
import { useConsole } from '#renderer/lib/console.ts';
import { useSubmit } from '#renderer/lib/submit.ts';
import { FormFoot } from './FormFoot.tsx';

const expiries = [7, 30, 90, 180, 365] as const;

/** The form of a new token; `onMade` is given what is shown only once. */
export function MakeToken({ onMade, onCancel }: { onMade(token: NewApiToken): void; onCancel(): void }) {
  const { t } = useTranslation('settings');
  const { client, queries } = useConsole();
  const cache = useQueryClient();
  const [name, setName] = useState('');
  const [role, setRole] = useState<Role>('viewer');
  const [expiresInDays, setExpiry] = useState<number>(90);
  const { busy, issues, setIssues, submit } = useSubmit();

  async function make(event: FormEvent) {
    event.preventDefault();
    if (busy) return;
    if (!ApiTokenCreate.shape.name.safeParse(name).success) return setIssues({ name: t('tokens.nameWrong') });
    const work = async () => onMade(await client.tokens.create({ name, role, expiresInDays }));
    if (await submit(work, { ALREADY_EXISTS: ['name', t('tokens.nameTaken')] })) {
      void cache.invalidateQueries({ queryKey: queries.tokens().queryKey });
    }
  }

  return (
    <form className="stack gap-12" onSubmit={(event) => void make(event)}>
      <TextField
        label={t('tokens.name')}
        hint={t('tokens.nameHint', { name: name || t('tokens.nameExample') })}
        autoComplete="off"
        data-autofocus
        value={name}
        issue={issues.name}
        onChange={setName}
      />
      <RoleField value={role} onChange={setRole} />
      <label className="field">
        <span>{t('tokens.expiry')}</span>
        <select className="input" value={expiresInDays} onChange={(event) => setExpiry(Number(event.target.value))}>
          {expiries.map((days) => (
            <option key={days} value={days}>
              {t('tokens.days', { count: days })}
            </option>
          ))}
        </select>
      </label>
      <FormFoot submit={t('tokens.make')} look="main" busy={busy} issue={issues['']} onCancel={onCancel} />
    </form>
  );
}
