import { useDebouncedCallback } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { type InputHTMLAttributes, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '#renderer/components/Button.tsx';
import { useConsole } from '#renderer/lib/console.ts';
import { useNow } from '#renderer/stores/clock.ts';
import { useTimeZone } from '#renderer/stores/preferences.ts';
import { auditActions, nameAuditAction } from './audit-actions.ts';
import { type AuditFilter, filterKeys, writeToday } from './audit-filter.ts';

/** So long after the last letter the list follows. */
const PAUSE_MS = 400;
const HOUR_MS = 3_600_000;

/** A field that is taken over when a person pauses, and at once on Enter or on leaving. */
function SettledInput(
  props: Omit<InputHTMLAttributes<HTMLInputElement>, 'onChange' | 'value'> & {
    value: string;
    label: string;
    onSettled(value: string): void;
  },
) {
  const { value, label, onSettled, ...rest } = props;
  const [draft, setDraft] = useState(value);
  const [known, setKnown] = useState(value);
  if (value !== known) {
    setKnown(value);
    setDraft(value);
  }
  const settle = (text: string) => {
    setKnown(text);
    if (text !== value) onSettled(text);
  };
  const settleLater = useDebouncedCallback(settle, PAUSE_MS);
  return (
    <input
      {...rest}
      className="input"
      aria-label={label}
      value={draft}
      onChange={(event) => {
        setDraft(event.target.value);
        settleLater(event.target.value.trim());
      }}
      onBlur={() => settle(draft.trim())}
      onKeyDown={(event) => event.key === 'Enter' && settle(draft.trim())}
    />
  );
}

/** What of the audit log is listed. */
export function AuditFilters({ filter, onChange }: { filter: AuditFilter; onChange(change: AuditFilter, isTyping: boolean): void }) {
  const { t } = useTranslation(['history', 'common']);
  const { queries } = useConsole();
  const people = useQuery(queries.suggest('by', ''));
  const timeZone = useTimeZone();
  const today = writeToday(new Date(useNow(HOUR_MS)), timeZone);
  const id = useId();
  const { action = '', by = '', target = '', search = '', from = '', to = '' } = filter;
  const known = action === '' || auditActions.includes(action) ? auditActions : [action, ...auditActions];
  const hasAny = filterKeys.some((key) => filter[key]);
  return (
    <search className="row wrap grow audit-filters" aria-label={t('filter.label')}>
      <SettledInput
        type="search"
        value={search}
        label={t('filter.search')}
        placeholder={t('filter.searchHint')}
        maxLength={200}
        onSettled={(value) => onChange({ search: value }, true)}
      />
      <select
        className="input"
        aria-label={t('filter.action')}
        value={action}
        onChange={(event) => onChange({ action: event.target.value }, false)}
      >
        <option value="">{t('filter.anyAction')}</option>
        {known.map((each) => (
          <option key={each} value={each}>
            {nameAuditAction(each, t)}
          </option>
        ))}
      </select>
      <SettledInput
        value={by}
        label={t('filter.by')}
        placeholder={t('filter.by')}
        list={`${id}-people`}
        maxLength={255}
        spellCheck={false}
        onSettled={(value) => onChange({ by: value }, true)}
      />
      <datalist id={`${id}-people`}>
        {people.data?.items.map(({ value }) => (
          <option key={value} value={value} />
        ))}
      </datalist>
      <SettledInput
        value={target}
        label={t('filter.target')}
        placeholder={t('filter.targetHint')}
        dir="ltr"
        maxLength={255}
        spellCheck={false}
        onSettled={(value) => onChange({ target: value }, true)}
      />
      <span className="row row-4 days">
        <input
          type="date"
          className="input"
          aria-label={t('filter.from')}
          title={t('filter.from')}
          value={from}
          max={to || today}
          onChange={(event) => onChange({ from: event.target.value }, false)}
        />
        <span className="dim" aria-hidden="true">
          –
        </span>
        <input
          type="date"
          className="input"
          aria-label={t('filter.to')}
          title={t('filter.to')}
          value={to}
          min={from}
          max={today}
          onChange={(event) => onChange({ to: event.target.value }, false)}
        />
      </span>
      {hasAny && (
        <Button look="quiet" onClick={() => onChange(Object.fromEntries(filterKeys.map((key) => [key, ''])), false)}>
          {t('filter.clear')}
        </Button>
      )}
    </search>
  );
}
