import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '#renderer/components/Button.tsx';
import { TextField } from '#renderer/components/TextField.tsx';
import type { Host } from '#renderer/host/host.ts';
import { useSubmit } from '#renderer/lib/submit.ts';
import { readOneTimeCode } from './read-one-time-code.ts';

/** Signs in with the link that a backend's first start prints, or that an admin gave: it is for a browser, and its code works here too. */
export function OneTimeLink({ host }: { host: Host }) {
  const { t } = useTranslation('desktop');
  const [isOpen, setOpen] = useState(false);
  const [text, setText] = useState('');
  const { busy, issues, setIssues, submit } = useSubmit();
  async function redeem(event: FormEvent): Promise<void> {
    event.preventDefault();
    const code = readOneTimeCode(text);
    if (busy) return;
    if (!code) return setIssues({ '': t('link.wrong') });
    await submit(() => host.redeem(code));
  }
  if (!isOpen)
    return (
      <Button look="quiet" icon="link" onClick={() => setOpen(true)}>
        {t('link.have')}
      </Button>
    );
  return (
    <form className="panel pad stack gap-12" onSubmit={(event) => void redeem(event)}>
      <TextField
        label={t('link.label')}
        hint={t('link.hint')}
        type="password"
        dir="ltr"
        autoComplete="off"
        value={text}
        issue={issues['']}
        onChange={setText}
      />
      <Button type="submit" busy={busy}>
        {t('fault.way.signIn')}
      </Button>
    </form>
  );
}
