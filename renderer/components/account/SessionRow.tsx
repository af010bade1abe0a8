import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Session } from '#contract/schemas/user.ts';
import { ClockTime, RelativeTime } from '#renderer/components/Time.tsx';
import { readUserAgent } from '#renderer/lib/user-agent.ts';
import './account.css';

function useProgram(userAgent: string | null): string {
  const { t } = useTranslation('settings');
  if (!userAgent) return t('session.unknown');
  const { program, system } = readUserAgent(userAgent);
  return system ? t('session.programOn', { program, system }) : program;
}

/** A sign-in that holds: what with, from where, since when, used last. `children` is what can be done about it. */
export function SessionRow({ session, children }: { session: Session; children?: ReactNode }) {
  const { t } = useTranslation('settings');
  return (
    <li className="account-row">
      <span className="stack">
        <span className="row row-4">
          <span className="w5 el" title={session.userAgent ?? undefined}>
            {useProgram(session.userAgent)}
          </span>
          {session.current && <span className="account-tag">{t('session.current')}</span>}
        </span>
        <span className="sub">
          {t('session.from')} <span className="ltr">{session.address ?? t('session.unknown')}</span> · {t('session.since')}{' '}
          <ClockTime at={session.createdAt} />
        </span>
      </span>
      <span className="stack account-when">
        <span className="t12">
          <RelativeTime at={session.lastUsedAt} />
        </span>
        <span className="sub">{t('session.used')}</span>
      </span>
      <span className="account-act">{children}</span>
    </li>
  );
}
