import { useQueries, useQueryClient } from '@tanstack/react-query';
import { useEffect, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '#renderer/components/Button.tsx';
import { Icon } from '#renderer/components/Icon.tsx';
import { QueryField } from '#renderer/components/query/QueryField.tsx';
import { QuerySourceContext } from '#renderer/components/query/query-source.ts';
import { formatNumber, formatTime } from '#renderer/lib/format.ts';
import { useUrlState } from '#renderer/lib/url-state.ts';
import { useTimeZone } from '#renderer/stores/preferences.ts';
import { useEnvironments } from '../desktop-state.ts';
import { FoundRow } from './FoundRow.tsx';
import { fleetQueries } from './fleet-queries.ts';
import { createFleetSource } from './fleet-source.ts';
import { joinAnswers } from './search-result.ts';
import type { FleetLinks } from './use-fleet-links.ts';
import { useRetryEverywhere } from './use-retry-everywhere.ts';

const SHOWN = 100;

/** Who did not answer, and since when nothing is known there. */
function Silent({ ids }: { ids: readonly string[] }) {
  const { t } = useTranslation('desktop');
  const timeZone = useTimeZone();
  const views = useEnvironments().filter(({ environment }) => ids.includes(environment.id));
  return views.map(({ environment: { id, name }, status: { connection } }) => (
    <div key={id} className="gsec">
      <span className="row row-4 c" data-s="cancelled">
        <Icon name="offline" size={12} />
        {connection.kind === 'offline'
          ? t('fleet.silentSince', { name, time: formatTime(connection.since, 'minutes', timeZone) })
          : t('fleet.silent', { name })}
      </span>
    </div>
  ));
}

/** One query over every environment that answers. */
export function FleetSearch({ links }: { links: FleetLinks }) {
  const { t } = useTranslation(['desktop', 'common']);
  const cache = useQueryClient();
  const views = useEnvironments();
  const timeZone = useTimeZone();
  const url = useUrlState();
  const query = url.get('q') ?? '';
  const source = useMemo(() => createFleetSource(links), [links]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another environment answers, which may have other types.
  useEffect(() => void cache.invalidateQueries({ queryKey: ['types'] }), [source, cache]);
  const results = useQueries({
    queries: views.map(({ environment: { id } }) => {
      const link = links.get(id);
      return link
        ? fleetQueries.search(link, query, timeZone)
        : { ...fleetQueries.search({ id, isUp: false } as never, query, timeZone), enabled: false };
    }),
  });
  const found = joinAnswers(
    views.map(({ environment }, n) => ({
      environment,
      answer: links.get(environment.id)?.isUp ? results[n]?.data : undefined,
      isAsked: results[n]?.isLoading ?? false,
    })),
    SHOWN,
  );
  const { retry, busy } = useRetryEverywhere(links);
  const [now] = useState(() => new Date());
  const count = `${formatNumber(found.total)}${found.isLowerBound ? '+' : ''}`;
  const summary =
    query !== '' &&
    (found.answered > 0
      ? [
          t('fleet.found', { count: found.total, n: count }),
          t('fleet.inPlaces', { count: found.places.length }),
          t('fleet.answered', { count: found.answered, total: formatNumber(views.length), ms: formatNumber(Math.round(found.ms)) }),
        ].join(' ')
      : found.isWaiting
        ? t('common:loading')
        : t('fleet.nobody'));
  return (
    <section className="panel fleet-search" aria-label={t('fleet.search')}>
      <div className="fleet-search-head">
        <QuerySourceContext value={source}>
          <div className="grow">
            <QueryField
              value={query}
              onChange={(next, { isTyping }) => url.set({ q: next }, { replace: isTyping })}
              label={t('fleet.search')}
              placeholder={t('fleet.searchFor')}
              autoFocusKey="/"
              {...(summary ? { total: <span role="status">{summary}</span> } : {})}
            />
          </div>
        </QuerySourceContext>
        <Button icon="retry" disabled={query === '' || found.total === 0} busy={busy} onClick={() => void retry(query, timeZone)}>
          {t('fleet.retryAll')}
        </Button>
      </div>
      {query === '' ? (
        <p className="pad mid">{t('fleet.searchText')}</p>
      ) : (
        <ul className="grid fleet-found" aria-busy={found.isWaiting}>
          {found.jobs.map(({ environment, job }) => (
            <FoundRow key={`${environment.id} ${job.jobId}`} environment={environment} job={job} now={now} />
          ))}
          {found.total > found.jobs.length && found.jobs.length > 0 && (
            <li className="pad t12 dim">{t('fleet.more', { count: found.jobs.length, n: formatNumber(found.jobs.length) })}</li>
          )}
          {found.total === 0 && found.answered > 0 && !found.isWaiting && <li className="pad mid">{t('fleet.nothing')}</li>}
        </ul>
      )}
      {query !== '' && (
        <div className="fleet-silent">
          <Silent ids={found.silent.map(({ id }) => id)} />
        </div>
      )}
    </section>
  );
}
