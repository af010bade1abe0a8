// biome-ignore-all lint/a11y/useSemanticElements lint/a11y/useFocusableInteractive: a <table> takes no grid of the design’s columns.
import { useTranslation } from 'react-i18next';
import { useEnvironments } from '../desktop-state.ts';
import { worstFirst } from '../health.ts';
import { FleetRow } from './FleetRow.tsx';
import type { FleetLinks } from './use-fleet-links.ts';

const heads = ['environment', 'health', 'connection', 'slots', 'backlog', 'failed', 'success', 'version'] as const;

/** A row for each environment, the worst first. */
export function FleetTable({ links }: { links: FleetLinks }) {
  const { t } = useTranslation('desktop');
  const views = useEnvironments();
  const places = new Map(views.map(({ environment }, n) => [environment.id, n + 1]));
  return (
    <section className="panel fleet-panel">
      <div className="grid fleet-table" role="table" aria-label={t('fleet.table')}>
        <div className="gr gh" role="row">
          <span role="columnheader">
            <span className="sr">{t('fleet.head.key')}</span>
          </span>
          {heads.map((head) => (
            <span key={head} role="columnheader" className={head === 'success' || head === 'version' ? `num at-${head}` : `at-${head}`}>
              {t(`fleet.head.${head}`)}
            </span>
          ))}
          <span role="columnheader">
            <span className="sr">{t('fleet.head.actions')}</span>
          </span>
        </div>
        {worstFirst(views).map((view) => (
          <FleetRow
            key={view.environment.id}
            view={view}
            place={places.get(view.environment.id) ?? 0}
            link={links.get(view.environment.id)}
          />
        ))}
      </div>
    </section>
  );
}
