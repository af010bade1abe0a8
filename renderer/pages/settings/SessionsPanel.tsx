import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Session } from '#contract/schemas/user.ts';
import { SessionRow } from '#renderer/components/account/SessionRow.tsx';
import { Button } from '#renderer/components/Button.tsx';
import { ErrorState } from '#renderer/components/ErrorState.tsx';
import { Panel } from '#renderer/components/Panel.tsx';
import { SkeletonRows } from '#renderer/components/Skeleton.tsx';
import { useConsole } from '#renderer/lib/console.ts';
import { showDone, showError } from '#renderer/lib/toasts.ts';
import { readUserAgent } from '#renderer/lib/user-agent.ts';
import { useIsLive } from '#renderer/stores/connection.ts';
import { confirm } from '#renderer/stores/dialogs.ts';

/** Where the person is signed in, each to be ended; and all at once. */
export function SessionsPanel() {
  const { t } = useTranslation('settings');
  const { client, queries, signOut } = useConsole();
  const cache = useQueryClient();
  const isLive = useIsLive();
  const [ending, setEnding] = useState<string | null>(null);
  const { data, error, refetch } = useQuery(queries.sessions());
  const sessions = data?.items.toSorted((a, b) => Number(b.current) - Number(a.current));

  const wordsOf = ({ userAgent, address }: Session) => ({
    what: userAgent ? readUserAgent(userAgent).program : t('session.unknown'),
    address: address ?? t('session.unknown'),
  });
  async function end(session: Session) {
    const isSure = await confirm({
      title: t('session.endTitle'),
      text: t('session.endText', wordsOf(session)),
      confirmLabel: t('session.endButton'),
      dismissLabel: t('session.keep'),
      tone: 'risk',
    });
    if (!isSure) return;
    setEnding(session.sessionId);
    try {
      await client.auth.endSession({ sessionId: session.sessionId });
      showDone(t('session.ended'));
    } catch (caught) {
      showError(caught);
    }
    setEnding(null);
    await cache.invalidateQueries({ queryKey: queries.sessions().queryKey });
  }
  async function leaveEverywhere(count: number) {
    const isSure = await confirm({
      title: t('session.everywhereTitle'),
      text: t('session.everywhereText', { count }),
      confirmLabel: t('session.everywhere'),
      dismissLabel: t('session.stay'),
      tone: 'risk',
    });
    if (isSure) await signOut(true).catch(showError);
  }

  return (
    <Panel
      title={t('session.title')}
      about={t('session.about')}
      line
      more={
        sessions && (
          <Button size="small" look="risk" disabled={!isLive} onClick={() => void leaveEverywhere(sessions.length)}>
            {t('session.everywhere')}
          </Button>
        )
      }
    >
      {error ? (
        <ErrorState what={t('session.what')} error={error} onRetry={() => void refetch()} />
      ) : sessions ? (
        <ul className="account-list sessions">
          {sessions.map((session) => (
            <SessionRow key={session.sessionId} session={session}>
              {!session.current && (
                <Button
                  size="small"
                  look="quiet"
                  disabled={!isLive}
                  busy={ending === session.sessionId}
                  aria-label={t('session.endOf', wordsOf(session))}
                  onClick={() => void end(session)}
                >
                  {t('session.end')}
                </Button>
              )}
            </SessionRow>
          ))}
        </ul>
      ) : (
        <SkeletonRows rows={3} count={3} columns="1fr 92px 96px" rowHeight={48} />
      )}
    </Panel>
  );
}
