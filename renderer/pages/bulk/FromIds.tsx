import { useTranslation } from 'react-i18next';
import { Button } from '#renderer/components/Button.tsx';
import { formatNumber } from '#renderer/lib/format.ts';
import { clearIds, lookUpIds, useIds, writeIds } from './ids-store.ts';
import { MOST_IDS } from './parse-ids.ts';
import type { Chosen } from './use-chosen.ts';

/** Unknown ids that are named before the rest is a number. */
const NAMED = 6;

function Found({ chosen: { counts, unknown } }: { chosen: Chosen }) {
  const { t } = useTranslation('bulk');
  const { jobIds, left } = useIds();
  if (left === null) return <p className="t12 dim">{t('ids.hint', { most: formatNumber(MOST_IDS) })}</p>;
  if (jobIds.length === 0) return <p className="t12 mid">{t('ids.none')}</p>;
  return (
    <div className="stack gap-4 t12" role="status">
      {counts && <p className="mid">{t('ids.found', { count: counts.total, n: formatNumber(counts.total) })}</p>}
      {unknown.length > 0 && (
        <p className="row wrap row-4 c" data-s="failed">
          {t('ids.unknown', { count: unknown.length, n: formatNumber(unknown.length) })}
          {unknown.slice(0, NAMED).map((jobId) => (
            <span key={jobId} className="tok mono ltr el">
              {jobId}
            </span>
          ))}
          {unknown.length > NAMED && t('ids.more', { n: formatNumber(unknown.length - NAMED) })}
        </p>
      )}
      {left > 0 && <p className="mid">{t('ids.left', { count: left, n: formatNumber(left) })}</p>}
    </div>
  );
}

/** Jobs by ids from elsewhere: a log, a ticket, a message. */
export function FromIds({ chosen }: { chosen: Chosen }) {
  const { t } = useTranslation('bulk');
  const text = useIds((store) => store.text);
  const isEmpty = text.trim() === '';
  return (
    <form
      className="pad stack gap-8 from-ids"
      onSubmit={(event) => {
        event.preventDefault();
        lookUpIds();
      }}
    >
      <textarea
        className="input mono ltr"
        rows={4}
        value={text}
        aria-label={t('ids.label')}
        placeholder={t('ids.placeholder')}
        spellCheck={false}
        onChange={(event) => writeIds(event.target.value)}
      />
      <div className="row">
        <Button type="submit" size="small" icon="search" disabled={isEmpty} busy={chosen.isFetching}>
          {t('ids.lookUp')}
        </Button>
        {!isEmpty && (
          <Button size="small" look="quiet" onClick={clearIds}>
            {t('hand.clear')}
          </Button>
        )}
      </div>
      <Found chosen={chosen} />
    </form>
  );
}
