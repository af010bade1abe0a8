import { type KeyboardEvent, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import type { EnvironmentView } from '#electron/bridge/desktop-state.ts';
import { Icon, type IconName } from '#renderer/components/Icon.tsx';
import { Key } from '#renderer/components/Key.tsx';
import { shownKeys } from '#renderer/lib/shortcuts.ts';
import { useStateWords } from '../describe-state.ts';
import { useEnvironments } from '../desktop-state.ts';
import { healthLooks } from '../health.ts';
import { hostOf } from '../place-of.ts';
import { ADD_ENVIRONMENT, FLEET, pathToForm, pathToOther, SETTINGS } from '../places.ts';
import { HealthIcon } from './EnvironmentMark.tsx';
import { useWindowPath } from './use-window-path.ts';

/** Those that a digit reaches. */
const WITH_KEY = 9;

interface Choice {
  id: string;
  path: string;
  view?: EnvironmentView;
  /** Its place among all of them, from 1. */
  place?: number;
  icon?: IconName;
  label: string;
  keys?: string;
}

function EnvironmentLine({ view, place }: { view: EnvironmentView; place: number }) {
  const { t } = useTranslation('desktop');
  const { health, detail } = useStateWords(view.status);
  const { environment, status } = view;
  return (
    <>
      <HealthIcon view={view} />
      <span className="stack grow">
        <span className="row row-4">
          <span className="w5 el">{environment.name}</span>
          {environment.isProduction && <span className="plate-soft">{t('production')}</span>}
          {environment.isReadOnly && (
            <span className="dim" title={t('readOnlyText')}>
              <Icon name="lock" size={12} />
              <span className="sr">{t('readOnly')}</span>
            </span>
          )}
        </span>
        <span className="sub el">{detail ?? <bdi>{hostOf(environment) ?? t('thisComputer')}</bdi>}</span>
      </span>
      <span className="c w5 nw" data-s={healthLooks[status.health].status}>
        {health}
      </span>
      {place <= WITH_KEY && <Keys keys={`$mod+${place}`} />}
    </>
  );
}

function Keys({ keys }: { keys: string }) {
  return <Key wide>{shownKeys(keys).join(' ')}</Key>;
}

function useChoices(current: string | undefined, text: string): Choice[] {
  const { t } = useTranslation('desktop');
  const views = useEnvironments();
  const path = useWindowPath();
  const words = text.toLocaleLowerCase().split(/\s+/).filter(Boolean);
  const isMeant = (choice: Choice, also = '') => words.every((word) => `${choice.label} ${also}`.toLocaleLowerCase().includes(word));
  const environments = views
    .map((view, n): [Choice, string] => {
      const { environment } = view;
      const { id, name, tags } = environment;
      return [
        { id, path: pathToOther(id, path), view, place: n + 1, label: name },
        `${tags.join(' ')} ${hostOf(environment) ?? t('thisComputer')}`,
      ];
    })
    .filter(([choice, also]) => isMeant(choice, also))
    .map(([choice]) => choice);
  const others: Choice[] = [
    { id: 'fleet', path: FLEET, icon: 'fleet', label: t('switcher.fleet', { count: views.length }), keys: '$mod+0' },
    { id: 'add', path: ADD_ENVIRONMENT, icon: 'plus', label: t('rail.add') },
    ...(current ? [{ id: 'edit', path: pathToForm(current), icon: 'code' as const, label: t('switcher.edit') }] : []),
    { id: 'settings', path: SETTINGS, icon: 'gear', label: t('switcher.settings') },
  ];
  return [...environments, ...others.filter((choice) => isMeant(choice))];
}

/** A field over all environments, and what else can be gone to from any of them. */
export function SwitcherList({ current, onDone }: { current?: string; onDone(): void }) {
  const { t } = useTranslation('desktop');
  const [, navigate] = useLocation();
  const [text, setText] = useState('');
  const choices = useChoices(current, text);
  const [at, setAt] = useState(() =>
    Math.max(
      0,
      choices.findIndex(({ id }) => id === current),
    ),
  );
  const id = useId();
  const chosen = choices[Math.min(at, choices.length - 1)];
  const domIdOf = (choice: Choice) => `${id}-${choice.id}`;

  function choose(choice: Choice): void {
    onDone();
    navigate(`~${choice.path}`);
  }
  function onKeyDown(event: KeyboardEvent): void {
    if (event.nativeEvent.isComposing) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined && choices.length > 0) setAt((Math.min(at, choices.length - 1) + step + choices.length) % choices.length);
    else if (event.key === 'Enter' && chosen) choose(chosen);
    else return;
    event.preventDefault();
  }

  return (
    <>
      <div className="switcher-field row">
        <Icon name="search" size={14} />
        <input
          data-autofocus
          className="palette-input grow"
          role="combobox"
          aria-label={t('switcher.find')}
          aria-expanded="true"
          aria-controls={`${id}-list`}
          aria-activedescendant={chosen && domIdOf(chosen)}
          aria-autocomplete="list"
          autoComplete="off"
          spellCheck={false}
          placeholder={t('switcher.find')}
          value={text}
          onChange={(event) => {
            setText(event.target.value);
            setAt(0);
          }}
          onKeyDown={onKeyDown}
        />
      </div>
      <div id={`${id}-list`} className="switcher-list" role="listbox" aria-label={t('switcher.list')}>
        {choices.map((choice, n) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the field above has the keys; it says which line is meant.
          <div
            key={choice.id}
            id={domIdOf(choice)}
            role="option"
            tabIndex={-1}
            aria-selected={choice === chosen}
            aria-current={choice.id === current ? 'true' : undefined}
            className={['switcher-line', choice === chosen ? 'on' : '', choice.view?.environment.isProduction ? 'prod' : '']
              .filter(Boolean)
              .join(' ')}
            data-first={(!choice.view && choices[n - 1]?.view !== undefined) || undefined}
            onPointerMove={() => setAt(n)}
            onClick={() => choose(choice)}
          >
            {choice.view ? (
              <EnvironmentLine view={choice.view} place={choice.place ?? 0} />
            ) : (
              <>
                <Icon name={choice.icon ?? 'right'} />
                <span className="grow el">{choice.label}</span>
                {choice.keys && <Keys keys={choice.keys} />}
              </>
            )}
          </div>
        ))}
        {choices.length === 0 && <p className="pad mid">{t('switcher.none')}</p>}
      </div>
    </>
  );
}
