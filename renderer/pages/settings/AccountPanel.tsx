import { useTranslation } from 'react-i18next';
import { Button } from '#renderer/components/Button.tsx';
import { Panel } from '#renderer/components/Panel.tsx';
import { useConsole } from '#renderer/lib/console.ts';
import { showError } from '#renderer/lib/toasts.ts';

/** Who is signed in, and what that allows. */
export function AccountPanel() {
  const { t } = useTranslation('settings');
  const { t: word } = useTranslation();
  const { user, signOut } = useConsole();
  return (
    <Panel
      title={t('account.title')}
      line
      more={
        <Button size="small" icon="power" onClick={() => void signOut().catch(showError)}>
          {t('account.signOut')}
        </Button>
      }
    >
      <dl className="kv pad">
        <dt>{t('account.name')}</dt>
        <dd className="w5">
          <bdi>{user.username}</bdi>
        </dd>
        <dt>{t('account.role')}</dt>
        <dd>
          <span className="w5">{word(`role.${user.role}`)}.</span> <span className="mid">{t(`account.${user.role}`)}</span>
        </dd>
      </dl>
    </Panel>
  );
}
