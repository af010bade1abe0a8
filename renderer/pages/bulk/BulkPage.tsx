import './bulk.css';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useMayAct } from '#renderer/lib/console.ts';
import { useUrlState } from '#renderer/lib/url-state.ts';
import { ActionsPanel } from './ActionsPanel.tsx';
import { EarlierOperations } from './EarlierOperations.tsx';
import { OperationPanel } from './OperationPanel.tsx';
import { SelectionPanel } from './SelectionPanel.tsx';
import { type Way, ways } from './selection.ts';
import { useChosen } from './use-chosen.ts';

const isWay = (value: string | undefined): value is Way => ways.some((way) => way === value);

/** Who and what at the start of the page, proof at its end. */
export default function BulkPage() {
  const { t } = useTranslation('shell');
  const { get, set } = useUrlState();
  const by = get('by');
  const [way, query, bulkId] = [isWay(by) ? by : 'query', get('q') ?? '', get('op')];
  const chosen = useChosen(way, query);
  const { shown: mayAct } = useMayAct();
  const proof = useRef<HTMLDivElement>(null);
  // Where the panels are stacked, the result is below what was clicked.
  useEffect(() => {
    if (bulkId !== undefined && window.matchMedia('(max-width: 1200px)').matches) proof.current?.scrollIntoView({ block: 'nearest' });
  }, [bulkId]);
  const open = (op: string) => set({ op });
  return (
    <>
      <h1 className="sr">{t('page.bulk')}</h1>
      <div className="cols bulk">
        <div className="stack gap-12">
          <SelectionPanel
            {...{ way, query, chosen }}
            onWay={(next) => set({ by: next === 'query' ? undefined : next })}
            onQuery={(q, { isTyping }) => set({ q }, { replace: isTyping })}
          />
          {mayAct && <ActionsPanel selection={chosen.selection} counts={chosen.counts} isOld={chosen.isOld} onStarted={open} />}
          <EarlierOperations open={bulkId} params={{ by, q: query }} />
        </div>
        <div ref={proof} className="stack proof">
          <OperationPanel bulkId={bulkId} onStarted={open} onClose={() => set({ op: undefined })} />
        </div>
      </div>
    </>
  );
}
