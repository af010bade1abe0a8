// biome-ignore-all lint/a11y/useSemanticElements lint/a11y/useFocusableInteractive: a <table> can’t be two lines on a phone; the controls have the focus.
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { NewApiToken } from '#contract/schemas/user.ts';
import { Button } from '#renderer/components/Button.tsx';
import { CopyText } from '#renderer/components/CopyText.tsx';
import { Dialog } from '#renderer/components/Dialog.tsx';
import { EmptyState } from '#renderer/components/EmptyState.tsx';
import { ErrorState } from '#renderer/components/ErrorState.tsx';
import { Icon } from '#renderer/components/Icon.tsx';
import { Panel } from '#renderer/components/Panel.tsx';
import { SkeletonRows } from '#renderer/components/Skeleton.tsx';
import { useConsole } from '#renderer/lib/console.ts';
import { useIsLive } from '#renderer/stores/connection.ts';
import { MakeToken } from './MakeToken.tsx';
import { TokenRow } from './TokenRow.tsx';

const columns = ['name', 'role', 'made', 'used', 'expires', 'actions'] as const;

/** The one time at which a token is seen: it goes only when the person says that they have it. */
function Made({ token, onDone }: { token: NewApiToken; onDone(): void }) {
  const { t } = useTranslation('settings');
  return (
    <div className="stack gap-12">
      <p className="banner token-once" data-s="paused">
        <Icon name="warn" />
        <span>{t('tokens.madeText')}</span>
      </p>
      <div className="token-text">
        <CopyText text={token.token} what={t('tokens.token')} />
      </div>
      <div className="row">
        <Button look="main" onClick={onDone}>
          {t('tokens.madeDone')}
        </Button>
      </div>
    </div>
  );
}

/** What scripts sign in with. */
export function TokensPanel() {
  const { t } = useTranslation('settings');
  const { queries } = useConsole();
  const isLive = useIsLive();
  const { data, error, refetch } = useQuery(queries.tokens());
  const [isMaking, setMaking] = useState(false);
  const [made, setMade] = useState<NewApiToken | null>(null);
  const make = (
    <Button size="small" icon="plus" disabled={!isLive} onClick={() => setMaking(true)}>
      {t('tokens.make')}
    </Button>
  );
  const close = () => {
    setMaking(false);
    setMade(null);
  };
  return (
    <Panel title={t('tokens.title')} about={t('tokens.about')} more={data && data.items.length > 0 && make}>
      {error ? (
        <ErrorState what={t('tokens.what')} error={error} onRetry={() => void refetch()} />
      ) : !data ? (
        <>
          <div className="gr gh" />
          <SkeletonRows rows={2} count={6} columns="minmax(0, 1fr) 90px 120px 110px 120px 84px" rowHeight={44} />
        </>
      ) : data.items.length === 0 ? (
        <EmptyState title={t('tokens.empty')} text={t('tokens.emptyText')}>
          {make}
        </EmptyState>
      ) : (
        <div role="table" aria-label={t('tokens.what')} className="grid">
          <div role="row" className="gr gh token-row">
            {columns.map((column) => (
              <span key={column} role="columnheader">
                <span className={column === 'actions' ? 'sr' : undefined}>{t(`tokens.head.${column}`)}</span>
              </span>
            ))}
          </div>
          {data.items.map((token) => (
            <TokenRow key={token.tokenId} token={token} />
          ))}
        </div>
      )}
      {isMaking && (
        <Dialog title={made ? t('tokens.madeTitle', { name: made.name }) : t('tokens.make')} {...(made ? {} : { onClose: close })}>
          {made ? <Made token={made} onDone={close} /> : <MakeToken onMade={setMade} onCancel={close} />}
        </Dialog>
      )}
    </Panel>
  );
}
