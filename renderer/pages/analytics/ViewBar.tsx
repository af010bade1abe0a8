import { Menu } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import type { Analytics } from '#contract/schemas/insight.ts';
import { Button } from '#renderer/components/Button.tsx';
import { Check } from '#renderer/components/Check.tsx';
import { Icon } from '#renderer/components/Icon.tsx';
import { JobKind } from '#renderer/components/JobKind.tsx';
import { Segmented } from '#renderer/components/Segmented.tsx';
import { useConsole } from '#renderer/lib/console.ts';
import { saveCsv } from '#renderer/lib/csv.ts';
import { formatNumber, formatTime } from '#renderer/lib/format.ts';
import { writeSpan as writeTerm } from '#renderer/lib/query-moment.ts';
import { showError } from '#renderer/lib/toasts.ts';
import { pathToJobs, useUrlState } from '#renderer/lib/url-state.ts';
import { rowColumns, toRows } from './figure-rows.ts';
import { type Period, rangeIds, writeSpan } from './period.ts';
import type { View } from './use-analytics.ts';

/** A span in words: days where it is long, clock times where it is short. */
function useSpanText() {
  const { t } = useTranslation('analytics');
  return ({ from, to }: Period, timeZone: string) => {
    const shape = to - from >= 4 * 86_400_000 ? 'day' : 'dayTime';
    // `to` is outside: the last day is the one before.
    const last = shape === 'day' ? to - 1 : to;
    return t('range.own', { from: formatTime(new Date(from), shape, timeZone), to: formatTime(new Date(last), shape, timeZone) });
  };
}

function TypeChoice({ chosen }: { chosen: string[] }) {
  const { t } = useTranslation('analytics');
  const { queries } = useConsole();
  const url = useUrlState();
  const types = useQuery(queries.types()).data?.items ?? [];
  const label = chosen.length === 0 ? t('types') : chosen.length === 1 ? (chosen[0] as string) : t('typesSome', { count: chosen.length });
  const toggle = (type: string) => {
    const next = chosen.includes(type) ? chosen.filter((each) => each !== type) : [...chosen, type];
    url.set({ type: next.join() });
  };
  return (
    <Menu closeOnItemClick={false} width={200} position="bottom-start">
      <Menu.Target>
        <button type="button" className={chosen.length > 0 ? 'chip on' : 'chip'} aria-label={`${t('typesLabel')}: ${label}`}>
          {label}
          <Icon name="down" size={14} />
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        {types.map(({ jobType }) => (
          <Menu.CheckboxItem
            key={jobType}
            checked={chosen.includes(jobType)}
            checkIcon={<Icon name="check" size={14} />}
            onChange={() => toggle(jobType)}
          >
            <JobKind jobType={jobType} />
          </Menu.CheckboxItem>
        ))}
        <Menu.Divider />
        <Menu.Item onClick={() => url.set({ type: undefined })}>{t('types')}</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

/** What was dragged over a chart: as a term of the query language, to zoom into, or as the list of its jobs. */
function Chosen({ view, data, selection }: { view: View; data: Analytics | undefined; selection: Period }) {
  const { t } = useTranslation('analytics');
  const url = useUrlState();
  const term = writeTerm('finished', selection.from, selection.to, view.timeZone);
  const runs = data?.series
    .filter(({ at }) => at.getTime() >= selection.from && at.getTime() < selection.to)
    .reduce((sum, { runs }) => sum + runs, 0);
  const type = view.types.length > 0 ? `type:${view.types.join()} ` : '';
  return (
    <section className="row row-4 chosen" aria-label={t('selection.label')}>
      <span className="tok ed mono t12 ltr el">{term}</span>
      <Button size="small" onClick={() => url.set({ span: writeSpan(selection), range: undefined, step: undefined, chosen: undefined })}>
        {t('selection.zoom')}
      </Button>
      <Link className="btn sm" href={pathToJobs(`${type}${term}`)}>
        <Icon name="control" size={14} />
        {t('selection.jobs', { count: runs ?? 0, n: formatNumber(runs ?? 0) })}
      </Link>
      <Button size="small" look="quiet" icon="x" aria-label={t('selection.clear')} onClick={() => url.set({ chosen: undefined })} />
    </section>
  );
}

/** Which period, step and types; what is chosen of it; the figures as a file. */
export function ViewBar({ view, data }: { view: View; data: Analytics | undefined }) {
  const { t } = useTranslation(['analytics', 'common']);
  const url = useUrlState();
  const spanText = useSpanText();
  const { range, period, before, timeZone } = view;
  const own = range === null;
  return (
    <div className="row wrap view-bar">
      <Segmented
        label={t('range.label')}
        value={range ?? 'own'}
        options={[
          ...rangeIds.map((value) => ({ value, label: t(`range.${value}`) })),
          ...(own ? [{ value: 'own' as const, label: spanText(period, timeZone) }] : []),
        ]}
        onChange={(value) => value !== 'own' && url.set({ range: value, span: undefined, step: undefined, chosen: undefined })}
      />
      {view.buckets.length > 1 && (
        <Segmented
          label={t('bucket.label')}
          value={view.bucket}
          options={view.buckets.map((value) => ({ value, label: t(`bucket.${value}`) }))}
          onChange={(step) => url.set({ step, chosen: undefined })}
        />
      )}
      <TypeChoice chosen={view.types} />
      <Check
        shown
        checked={view.compares}
        label={t('compare', {
          from: formatTime(new Date(before.from), 'day', timeZone),
          to: formatTime(new Date(before.to - 1), 'day', timeZone),
        })}
        onChange={(checked) => url.set({ compare: checked ? undefined : 'off' })}
      />
      <span className="row end">
        {view.selection && <Chosen view={view} data={data} selection={view.selection} />}
        <Button
          icon="down2"
          aria-label={t('csv')}
          disabled={!data}
          onClick={() => data && void saveCsv('syncdeck-analytics.csv', toRows(data), rowColumns).catch(showError)}
        >
          {t('common:csv')}
        </Button>
      </span>
    </div>
  );
}
