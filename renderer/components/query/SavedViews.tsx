import { Menu, Popover } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '#renderer/components/Button.tsx';
import { Icon } from '#renderer/components/Icon.tsx';
import { useConsole } from '#renderer/lib/console.ts';
import { type SavedView, usePreferences } from '#renderer/stores/preferences.ts';

/** A name for a view; a name that is taken is that view's new query. */
function NameForm({ name, button, onName }: { name: string; button: string; onName(name: string): void }) {
  const { t } = useTranslation('query');
  const [text, setText] = useState(name);
  return (
    <form
      className="row q-name"
      onSubmit={(event) => {
        event.preventDefault();
        if (text.trim()) onName(text.trim());
      }}
    >
      <input
        className="input"
        aria-label={t('views.name')}
        placeholder={t('views.name')}
        value={text}
        maxLength={60}
        data-autofocus
        onChange={(event) => setText(event.target.value)}
      />
      <Button type="submit" look="main" disabled={!text.trim()}>
        {button}
      </Button>
    </form>
  );
}

function useViews(query: string) {
  const { t } = useTranslation('query');
  const { user } = useConsole();
  const { views, set } = usePreferences();
  const own = views.find((view) => view.query === query);
  const ready: SavedView[] = [
    { name: t('views.all'), query: '' },
    { name: t('views.running'), query: 'status:running' },
    { name: t('views.waiting'), query: 'status:pending,paused' },
    { name: t('views.failed'), query: 'status:failed finished:today' },
    { name: t('views.mine'), query: `by:${user.username}` },
  ];
  return {
    ready,
    views,
    own,
    isKnown: own !== undefined || ready.some((view) => view.query === query),
    save: (name: string) => set({ views: [...views.filter((view) => view.name !== name), { name, query }] }),
    rename: (view: SavedView, name: string) =>
      set({ views: views.filter((each) => each === view || each.name !== name).map((each) => (each === view ? { ...view, name } : each)) }),
    remove: (view: SavedView) => set({ views: views.filter((each) => each !== view) }),
  };
}

/** Queries by name: some that everybody needs, and the person's own. */
export function SavedViews({ query, onChange }: { query: string; onChange(query: string): void }) {
  const { t } = useTranslation('query');
  const { ready, views, own, isKnown, save, rename, remove } = useViews(query);
  const [isNaming, setNaming] = useState(false);
  const chip = (view: SavedView, isOwn: boolean) => {
    const isOn = view.query === query;
    return (
      <button
        key={`${isOwn} ${view.name}`}
        type="button"
        className={isOn ? 'chip on' : 'chip'}
        aria-pressed={isOn}
        onClick={() => onChange(view.query)}
      >
        {isOwn && <Icon name="star" size={12} />}
        {view.name}
      </button>
    );
  };
  return (
    <div className="row q-views">
      <fieldset className="row q-chips" aria-label={t('views.label')}>
        {ready.map((view) => chip(view, false))}
        {views.map((view) => chip(view, true))}
      </fieldset>
      {/* Two buttons stand in its target: it is neither of them that has a popup. */}
      <Popover opened={isNaming} onChange={setNaming} position="bottom-start" width={260} trapFocus returnFocus withRoles={false}>
        <Popover.Target>
          <span className="row">
            {!isKnown && (
              <Button size="small" look="quiet" icon="star" aria-label={t('views.save')} onClick={() => setNaming(true)}>
                <span className="w">{t('views.save')}</span>
              </Button>
            )}
            {own && (
              <Menu position="bottom-start" width={180}>
                <Menu.Target>
                  <Button size="small" look="quiet" square icon="more" aria-label={t('views.edit', { name: own.name })} />
                </Menu.Target>
                <Menu.Dropdown>
                  <Menu.Item onClick={() => setNaming(true)}>{t('views.rename')}</Menu.Item>
                  <Menu.Item onClick={() => remove(own)}>{t('views.remove')}</Menu.Item>
                </Menu.Dropdown>
              </Menu>
            )}
          </span>
        </Popover.Target>
        <Popover.Dropdown>
          <NameForm
            name={own?.name ?? ''}
            button={t(own ? 'views.rename' : 'views.saveIt')}
            onName={(name) => {
              if (own) rename(own, name);
              else save(name);
              setNaming(false);
            }}
          />
        </Popover.Dropdown>
      </Popover>
    </div>
  );
}
