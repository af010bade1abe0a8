import { useTranslation } from 'react-i18next';
import { ErrorState } from '#renderer/components/ErrorState.tsx';
import { Panel } from '#renderer/components/Panel.tsx';
import { QueryField } from '#renderer/components/query/QueryField.tsx';
import { Segmented } from '#renderer/components/Segmented.tsx';
import { formatNumber } from '#renderer/lib/format.ts';
import { useSelection } from '#renderer/stores/selection.ts';
import { ByHand } from './ByHand.tsx';
import { FromIds } from './FromIds.tsx';
import { StatusMatrix } from './StatusMatrix.tsx';
import { type Way, ways } from './selection.ts';
import type { Chosen } from './use-chosen.ts';

/** Which jobs are meant: by a query, by hand or by their ids; and how many of each type are in each status. */
export function SelectionPanel(props: {
  way: Way;
  onWay(way: Way): void;
  query: string;
  onQuery(query: string, options: { isTyping: boolean }): void;
  chosen: Chosen;
}) {
  const { t } = useTranslation('bulk');
  const { way, query, chosen } = props;
  const { counts, error, isOld } = chosen;
  const byHand = useSelection((store) => store.jobs.size);
  const labels = {
    query: t('selection.query'),
    hand: (
      <>
        {t('selection.hand')} {byHand > 0 && <span className="dim">{formatNumber(byHand)}</span>}
      </>
    ),
    ids: t('selection.ids'),
  };
  const more = (
    <Segmented<Way>
      label={t('selection.by')}
      value={way}
      options={ways.map((value) => ({ value, label: labels[value] }))}
      onChange={props.onWay}
    />
  );
  return (
    <Panel title={t('selection.title')} about={t(`selection.about.${way}`)} more={more} className="fixed">
      {way === 'query' && (
        <div className="pad by-query">
          <QueryField
            value={query}
            onChange={props.onQuery}
            autoFocusKey="/"
            total={counts && <b className={isOld ? 'dim' : 'strong'}>{formatNumber(counts.total)}</b>}
          />
        </div>
      )}
      {way === 'hand' && <ByHand />}
      {way === 'ids' && <FromIds chosen={chosen} />}
      {error ? (
        <ErrorState what={t('selection.counts')} error={error} onRetry={chosen.retry} />
      ) : (
        <StatusMatrix counts={counts} isComing={chosen.isComing} query={way === 'query' ? query : undefined} />
      )}
    </Panel>
  );
}
