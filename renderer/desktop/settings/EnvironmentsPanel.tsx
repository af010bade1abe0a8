import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { Icon } from '#renderer/components/Icon.tsx';
import { Key } from '#renderer/components/Key.tsx';
import { Panel } from '#renderer/components/Panel.tsx';
import { shownKeys } from '#renderer/lib/shortcuts.ts';
import { showError } from '#renderer/lib/toasts.ts';
import { useDesktop } from '../ask.ts';
import { useEnvironments } from '../desktop-state.ts';
import { hostOf } from '../place-of.ts';
import { ADD_ENVIRONMENT, pathToForm } from '../places.ts';
import { MoveButtons } from './MoveButtons.tsx';
import { moveItem } from './move-item.ts';

const WITH_KEY = 9;

/** The environments in their order: that of rail, switcher and keys. */
export function EnvironmentsPanel() {
  const { t } = useTranslation('desktop');
  const { ask } = useDesktop();
  const views = useEnvironments();
  const ids = views.map(({ environment }) => environment.id);
  return (
    <Panel
      title={t('order.title')}
      about={t('order.about')}
      line
      more={
        <Link className="btn sm" href={ADD_ENVIRONMENT}>
          <Icon name="plus" />
          {t('rail.add')}
        </Link>
      }
    >
      <ul className="env-order">
        {views.map(({ environment }, n) => (
          <li key={environment.id} className="view-row" data-color={environment.color}>
            <span className="env-dot" />
            <span className="stack grow">
              <span className="row row-4">
                <Link className="w5 el link-name" href={pathToForm(environment.id)}>
                  {environment.name}
                </Link>
                {environment.isProduction && <span className="plate-soft">{t('production')}</span>}
              </span>
              <bdi className="sub el">{hostOf(environment) ?? t('thisComputer')}</bdi>
            </span>
            {n < WITH_KEY && <Key wide>{shownKeys(`$mod+${n + 1}`).join(' ')}</Key>}
            <MoveButtons
              name={environment.name}
              at={n}
              count={ids.length}
              onMove={(by) => void ask('environments:reorder', { ids: moveItem(ids, n, by) }).catch(showError)}
            />
          </li>
        ))}
      </ul>
    </Panel>
  );
}
