// biome-ignore-all lint/a11y/useSemanticElements lint/a11y/useFocusableInteractive: a <table> can’t be two lines on a phone; the controls have the focus.
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ApiToken } from '#contract/schemas/user.ts';
import { Button } from '#renderer/components/Button.tsx';
import { Icon } from '#renderer/components/Icon.tsx';
import { ClockTime, RelativeTime } from '#renderer/components/Time.tsx';
import { useConsole } from '#renderer/lib/console.ts';
import { showDone, showError } from '#renderer/lib/toasts.ts';
import { useNow } from '#renderer/stores/clock.ts';
import { useIsLive } from '#renderer/stores/connection.ts';
import { confirm } from '#renderer/stores/dialogs.ts';

const SOON_MS = 7 * 86_400_000;

function Expiry({ at }: { at: Date }) {
  const { t } = useTranslation('settings');
  const left = at.getTime() - useNow(60_000);
  if (left > SOON_MS) return <RelativeTime at={at} className="t12" />;
  return (
    <span className="st" data-s={left > 0 ? 'paused' : 'failed'}>
      <Icon name={left > 0 ? 'warn' : 'cancelled'} size={14} />
      {left > 0 ? <RelativeTime at={at} /> : t('tokens.expired')}
    </span>
  );
}

export function TokenRow({ token }: { token: ApiToken }) {
  const { t } = useTranslation('settings');
  const { t: word } = useTranslation();
  const { client, queries } = useConsole();
  const cache = useQueryClient();
  const isLive = useIsLive();
  const [busy, setBusy] = useState(false);
  const { tokenId, name } = token;
  async function revoke() {
    const isSure = await confirm({
      title: t('tokens.revokeTitle', { name }),
      text: t('tokens.revokeText'),
      confirmLabel: t('tokens.revokeButton'),
      tone: 'risk',
    });
    if (!isSure) return;
    setBusy(true);
    try {
      await client.tokens.revoke({ tokenId });
      showDone(t('tokens.revoked', { name }));
    } catch (error) {
      showError(error);
    }
    setBusy(false);
    void cache.invalidateQueries({ queryKey: queries.tokens().queryKey });
  }
  return (
    <div role="row" className="gr token-row">
      <span role="cell" className="k-name w5 el">
        <bdi>{name}</bdi>
      </span>
      <span role="cell" className="k-role t12">
        {word(`role.${token.role}`)}
      </span>
      <span role="cell" className="k-made stack">
        <ClockTime at={token.createdAt} shape="day" className="t12" />
        <span className="sub el">{t('tokens.by', { name: token.createdBy })}</span>
      </span>
      <span role="cell" className="k-used t12">
        {token.lastUsedAt ? <RelativeTime at={token.lastUsedAt} /> : <span className="dim">{t('tokens.never')}</span>}
      </span>
      <span role="cell" className="k-end">
        <Expiry at={token.expiresAt} />
      </span>
      <span role="cell" className="k-act">
        <Button
          size="small"
          look="risk"
          disabled={!isLive}
          busy={busy}
          aria-label={t('tokens.revokeOf', { name })}
          onClick={() => void revoke()}
        >
          {t('tokens.revoke')}
        </Button>
      </span>
    </div>
  );
}
