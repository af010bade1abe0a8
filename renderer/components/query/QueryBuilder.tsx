import { Popover } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { addValue, removeValue, setTerm } from '#contract/query/edit.ts';
import type { TermField } from '#contract/query/fields.ts';
import { jobStatuses } from '#contract/schemas/job-status.ts';
import { Button } from '#renderer/components/Button.tsx';
import { JobKind } from '#renderer/components/JobKind.tsx';
import { priorityLevels } from '#renderer/components/Priority.tsx';
import { Status } from '#renderer/components/Status.tsx';
import { useConsole } from '#renderer/lib/console.ts';
import { knownAs, readPriorities, readTerm, readValues, setPriorities, setText } from './builder-terms.ts';

interface PartProps {
  query: string;
  onChange(query: string): void;
}

/** Any of some values, each on or off. */
function Toggles(props: PartProps & { field: TermField; label: string; values: readonly string[]; children(value: string): ReactNode }) {
  const { query, onChange, field, values } = props;
  const asked = readValues(query, field).map((value) => knownAs(value, values));
  return (
    <fieldset className="qb-row">
      <legend className="sr">{props.label}</legend>
      <span className="qb-label" aria-hidden="true">
        {props.label}
      </span>
      <span className="row row-4 wrap">
        {values.map((value) => {
          const isOn = asked.includes(value);
          return (
            <button
              key={value}
              type="button"
              className={isOn ? 'chip on' : 'chip'}
              aria-pressed={isOn}
              onClick={() => onChange(isOn ? removeValue(query, field, value) : addValue(query, field, value))}
            >
              {props.children(value)}
            </button>
          );
        })}
      </span>
    </fieldset>
  );
}

function Choice(props: {
  label: string;
  value: string;
  options: readonly { value: string; label: string }[];
  onChange(value: string): void;
}) {
  const { value, options } = props;
  const isKnown = value === '' || options.some((option) => option.value === value);
  return (
    <label className="qb-row">
      <span className="qb-label">{props.label}</span>
      <select className="input" value={value} onChange={(event) => props.onChange(event.target.value)}>
        {!isKnown && <option value={value}>{value}</option>}
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
    </label>
  );
}

function Priorities({ query, onChange }: PartProps) {
  const { t } = useTranslation(['query', 'common']);
  const span = readPriorities(query);
  const { from, to } = span ?? { from: 1, to: 10 };
  const select = (label: string, value: number, change: (next: number) => string) => (
    <select className="input" aria-label={label} value={value} onChange={(event) => onChange(change(Number(event.target.value)))}>
      {priorityLevels.map((level) => (
        <option key={level} value={level}>
          {level} · {t(`common:priority.p${level}`)}
        </option>
      ))}
    </select>
  );
  return (
    <div className="qb-row">
      <span className="qb-label">{t('common:priority.label')}</span>
      <span className="row">
        {select(t('builder.priorityFrom'), from, (next) => setPriorities(query, { from: next, to: Math.max(next, to) }))}
        <span className="dim">{t('builder.to')}</span>
        {select(t('builder.priorityTo'), to, (next) => setPriorities(query, { from: Math.min(next, from), to: next }))}
      </span>
    </div>
  );
}

function ErrorText({ query, onChange }: PartProps) {
  const { t } = useTranslation('query');
  const [asked = ''] = readValues(query, 'error');
  const [text, setTyped] = useState<string | null>(null);
  const apply = () => {
    if (text !== null && text !== asked) onChange(setText(query, 'error', text));
    setTyped(null);
  };
  return (
    <label className="qb-row">
      <span className="qb-label">{t('builder.error')}</span>
      <input
        className="input"
        value={text ?? asked}
        maxLength={200}
        placeholder={t('builder.errorHint')}
        onChange={(event) => setTyped(event.target.value)}
        onBlur={apply}
        onKeyDown={(event) => event.key === 'Enter' && apply()}
      />
    </label>
  );
}

const ages = ['15m', '1h', '6h', '1d', '7d', '30d'] as const;
const lengths = ['10s', '1m', '10m', '1h'] as const;

function Parts({ query, onChange }: PartProps) {
  const { t } = useTranslation(['query', 'common']);
  const { queries } = useConsole();
  const types = useQuery(queries.types()).data?.items.map(({ jobType }) => jobType) ?? [];
  const people = useQuery(queries.suggest('by', '')).data?.items.map(({ value }) => value) ?? [];
  const set = (field: TermField) => (value: string) => onChange(setTerm(query, field, value === '' ? null : value));
  const any = { value: '', label: t('builder.any') };
  const age = ages.map((value) => ({ value, label: t(`builder.length.${value}`) }));
  return (
    <div className="qb">
      <Toggles query={query} onChange={onChange} field="status" label={t('builder.status')} values={jobStatuses}>
        {(status) => <Status status={status as (typeof jobStatuses)[number]} />}
      </Toggles>
      <Toggles query={query} onChange={onChange} field="type" label={t('builder.type')} values={types}>
        {(jobType) => <JobKind jobType={jobType} />}
      </Toggles>
      <Priorities query={query} onChange={onChange} />
      <Choice label={t('builder.newer')} value={readTerm(query, 'newer')} options={[any, ...age]} onChange={set('newer')} />
      <Choice label={t('builder.older')} value={readTerm(query, 'older')} options={[any, ...age]} onChange={set('older')} />
      <Choice
        label={t('builder.took')}
        value={readTerm(query, 'took')}
        options={[any, ...lengths.map((value) => ({ value: `>${value}`, label: t(`builder.length.${value}`) }))]}
        onChange={set('took')}
      />
      <Choice
        label={t('builder.by')}
        value={knownAs(readValues(query, 'by')[0] ?? '', people)}
        options={[{ value: '', label: t('builder.anyone') }, ...people.map((value) => ({ value, label: value }))]}
        onChange={(value) => onChange(setText(query, 'by', value))}
      />
      <ErrorText query={query} onChange={onChange} />
      <label className="qb-row">
        <span className="qb-label">{t('builder.attempts')}</span>
        <span className="row">
          <input
            type="checkbox"
            className="check-box"
            checked={readTerm(query, 'attempt') === '>1'}
            onChange={(event) => set('attempt')(event.target.checked ? '>1' : '')}
          />
          <span className="t12">{t('builder.retried')}</span>
        </span>
      </label>
      <div className="row">
        <span className="t11 dim">{t('builder.hint')}</span>
        <Button size="small" look="quiet" className="end" disabled={query === ''} onClick={() => onChange('')}>
          {t('builder.clear')}
        </Button>
      </div>
    </div>
  );
}

/** The query by mouse: each control sets its term in the text, which shows at once what it means. */
export function QueryBuilder({ query, onChange }: PartProps) {
  const { t } = useTranslation('query');
  const [isOpen, setOpen] = useState(false);
  return (
    <Popover opened={isOpen} onChange={setOpen} position="bottom-end" width={430} trapFocus returnFocus>
      <Popover.Target>
        <Button size="small" look="quiet" icon="filter" aria-label={t('builder.open')} onClick={() => setOpen(!isOpen)}>
          <span className="w">{t('builder.open')}</span>
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label={t('builder.title')}>
        <Parts query={query} onChange={onChange} />
      </Popover.Dropdown>
    </Popover>
  );
}
