import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { SessionRow } from '#renderer/components/account/SessionRow.tsx';
import { ErrorState } from '#renderer/components/ErrorState.tsx';
import { SkeletonRows } from '#renderer/components/Skeleton.tsx';
import { useConsole } from '#renderer/lib/console.ts';

/** Where a user is signed in, as it is when the list opens. */
export function UserSessions({ username }: { username: string }) {
  const { t } = useTranslation('settings');
  const { queries } = useConsole();
  const { data, error, refetch } = useQuery({ ...queries.userSessions(username), staleTime: 0 });
  if (error) return <ErrorState what={t('users.sessionsOf', { name: username })} error={error} onRetry={() => void refetch()} />;
  if (!data) return <SkeletonRows rows={2} count={3} columns="1fr 92px 20px" rowHeight={48} />;
  if (data.items.length === 0) return <p className="mid">{t('users.sessionsNone', { name: username })}</p>;
  return (
    <ul className="account-list user-sessions">
      {data.items.map((session) => (
        <SessionRow key={session.sessionId} session={session} />
      ))}
    </ul>
  );
}
