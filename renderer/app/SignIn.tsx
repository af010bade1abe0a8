import { type ReactNode, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '#renderer/components/Button.tsx';
import { Icon } from '#renderer/components/Icon.tsx';
import type { Host } from '#renderer/host/host.ts';
import { explainError } from '#renderer/lib/errors.ts';

const LINK = /^#sign-in=([\w-]+)$/;

/** The code of a one-time link; it leaves the address at once, so that it isn't kept in the history. */
function takeCode(): string | undefined {
  const code = LINK.exec(window.location.hash)?.[1];
  if (code) window.history.replaceState(null, '', window.location.pathname + window.location.search);
  return code;
}

/** Who are you: a form, or the code of the first start's link. `about` says more of what one signs in to. */
export function SignInForm({ host, wasSignedIn, about }: { host: Host; wasSignedIn: boolean; about?: ReactNode }) {
  const { t } = useTranslation('shell');
  const [username, setUsername] = useState('');
  const [password, setPassword] = useState('');
  const [busy, setBusy] = useState<'form' | 'link' | null>(null);
  const [error, setError] = useState('');

  async function attempt(kind: 'form' | 'link', work: () => Promise<unknown>): Promise<void> {
    setBusy(kind);
    setError('');
    try {
      await work();
    } catch (caught) {
      setError(explainError(caught));
      setBusy(null);
    }
  }
  // biome-ignore lint/correctness/useExhaustiveDependencies: the code is taken once, when the page opens.
  useEffect(() => {
    const code = takeCode();
    if (code) void attempt('link', () => host.redeem(code));
  }, []);

  return (
    <form
      className="panel pad stack gap-16"
      onSubmit={(event) => {
        event.preventDefault();
        if (!busy) void attempt('form', () => host.signIn(username.trim(), password));
      }}
    >
      <h1 className="row strong">
        <Icon name="deck" size={20} />
        {t('signIn.title', { environment: host.environmentName })}
      </h1>
      {about}
      {wasSignedIn && !error && <p className="t12 mid">{t('signIn.over')}</p>}
      <label className="field">
        <span className="lab">{t('signIn.username')}</span>
        <input
          className="input"
          name="username"
          autoComplete="username"
          required
          value={username}
          onChange={(event) => setUsername(event.target.value)}
        />
      </label>
      <label className="field">
        <span className="lab">{t('signIn.password')}</span>
        <input
          className="input"
          name="password"
          type="password"
          autoComplete="current-password"
          required
          value={password}
          onChange={(event) => setPassword(event.target.value)}
        />
      </label>
      <p className="t12 error-line" role="alert">
        {error}
      </p>
      <Button type="submit" look="main" busy={busy !== null}>
        {busy === 'link' ? t('signIn.link') : busy === 'form' ? t('signIn.busy') : t('signIn.button')}
      </Button>
      <p className="t11 dim">{t('signIn.help')}</p>
    </form>
  );
}

/** The page of who is not signed in. */
export function SignIn({ host, wasSignedIn }: { host: Host; wasSignedIn: boolean }) {
  return (
    <main className="sign-in">
      <SignInForm host={host} wasSignedIn={wasSignedIn} />
    </main>
  );
}
