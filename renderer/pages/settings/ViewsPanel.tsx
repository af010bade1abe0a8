import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { Button } from '#renderer/components/Button.tsx';
import { EmptyState } from '#renderer/components/EmptyState.tsx';
import { Panel } from '#renderer/components/Panel.tsx';
import { pathToJobs } from '#renderer/lib/url-state.ts';
import { confirm } from '#renderer/stores/dialogs.ts';
import { type SavedView, usePreferences } from '#renderer/stores/preferences.ts';
import { renameView } from './saved-views.ts';

function Rename({ view, onDone }: { view: SavedView; onDone(): void }) {
  const { t } = useTranslation('settings');
  const { t: word } = useTranslation();
  const { views, set } = usePreferences();
  const [name, setName] = useState(view.name);
  const result = renameView(views, view.name, name);
  return (
    <form
      className="row wrap grow"
      onSubmit={(event) => {
        event.preventDefault();
        if (typeof result === 'string') return;
        set({ views: result });
        onDone();
      }}
      onKeyDown={(event) => event.key === 'Escape' && onDone()}
    >
      <input
        className="input view-name"
        aria-label={t('views.name')}
        aria-invalid={result === 'taken' || undefined}
        // biome-ignore lint/a11y/noAutofocus: it stands where the button was that opened it.
        autoFocus
        maxLength={100}
        value={name}
        onChange={(event) => setName(event.target.value)}
      />
      <Button type="submit" look="main" size="small" disabled={typeof result === 'string'}>
        {word('save')}
      </Button>
      <Button look="quiet" size="small" onClick={onDone}>
        {word('cancel')}
      </Button>
      <span className="t11 error-line" role="alert">
        {result === 'taken' && t('views.taken')}
      </span>
    </form>
  );
}

function ViewRow({ view }: { view: SavedView }) {
  const { t } = useTranslation('settings');
  const { views, set } = usePreferences();
  const [isRenaming, setRenaming] = useState(false);
  const { name, query } = view;
  async function remove() {
    const isSure = await confirm({
      title: t('views.deleteTitle', { name }),
      text: t('views.deleteText'),
      confirmLabel: t('views.deleteButton'),
      tone: 'risk',
      isLocal: true,
    });
    if (isSure) set({ views: views.filter((each) => each.name !== name) });
  }
  if (isRenaming)
    return (
      <li className="view-row">
        <Rename view={view} onDone={() => setRenaming(false)} />
      </li>
    );
  return (
    <li className="view-row">
      <Link className="stack grow view-link" href={pathToJobs(query)}>
        <span className="w5 el">{name}</span>
        <span className="sub mono ltr el">{query || t('views.everything')}</span>
      </Link>
      <Button size="small" look="quiet" aria-label={t('views.renameOf', { name })} onClick={() => setRenaming(true)}>
        {t('views.rename')}
      </Button>
      <Button size="small" look="quiet" aria-label={t('views.deleteOf', { name })} onClick={() => void remove()}>
        {t('views.delete')}
      </Button>
    </li>
  );
}

/** The person's named queries. */
export function ViewsPanel() {
  const { t } = useTranslation('settings');
  const views = usePreferences((state) => state.views);
  return (
    <Panel title={t('views.title')} about={t('views.about')} line>
      {views.length === 0 ? (
        <EmptyState title={t('views.empty')} text={t('views.emptyText')}>
          <Link className="btn" href="/control">
            {t('views.toControl')}
          </Link>
        </EmptyState>
      ) : (
        <ul className="account-list">
          {views.map((view) => (
            <ViewRow key={view.name} view={view} />
          ))}
        </ul>
      )}
    </Panel>
  );
}
