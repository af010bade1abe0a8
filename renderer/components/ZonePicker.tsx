import { Combobox, useCombobox } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { describeOffset, listZones, matchesZone } from '#renderer/lib/zones.ts';
import { resolveTimeZone } from '#renderer/stores/preferences.ts';
import { Icon } from './Icon.tsx';
import './zone-picker.css';

function Zone({ zone, now }: { zone: string; now: Date }) {
  const { t } = useTranslation('settings');
  const name = resolveTimeZone(zone);
  const offset = describeOffset(name, now);
  return (
    <>
      <span className="el">{zone === 'local' ? t('zone.local', { zone: name }) : <span className="ltr">{name}</span>}</span>
      {offset !== name && <span className="dim ltr nw end">{offset}</span>}
    </>
  );
}

function ZoneOptions({ value, withLocal, search }: { value: string; withLocal: boolean; search: string }) {
  const { t } = useTranslation('settings');
  const now = new Date();
  const found = [...(withLocal ? ['local'] : []), ...listZones()].filter((zone) => matchesZone(resolveTimeZone(zone), search));
  if (found.length === 0) return <Combobox.Empty>{t('zone.none')}</Combobox.Empty>;
  return found.map((zone) => (
    <Combobox.Option key={zone} value={zone} active={zone === value}>
      <Icon name={zone === value ? 'check' : 'globe'} size={14} />
      <Zone zone={zone} now={now} />
    </Combobox.Option>
  ));
}

/** A time zone, found by typing a part of its name. `local` is this machine's, where that is offered. */
export function ZonePicker(props: {
  label: string;
  value: string;
  onChange(zone: string): void;
  withLocal?: boolean;
  size?: 'normal' | 'small';
  changed?: boolean;
  invalid?: boolean;
}) {
  const { t } = useTranslation('settings');
  const { label, value, onChange, withLocal = false } = props;
  const [search, setSearch] = useState('');
  const store = useCombobox({
    onDropdownOpen: () => store.focusSearchInput(),
    onDropdownClose: () => {
      setSearch('');
      store.resetSelectedOption();
      store.focusTarget();
    },
  });
  const name = resolveTimeZone(value);
  const offset = describeOffset(name, new Date());
  const look = props.size === 'small' ? 'btn sm zone-button' : `input zone-button${props.changed ? ' changed' : ''}`;
  return (
    <Combobox
      store={store}
      width={300}
      position="bottom-start"
      shadow="none"
      classNames={{ dropdown: 'menu', option: 'mi', options: 'zone-options', empty: 'mh' }}
      onOptionSubmit={(zone) => {
        store.closeDropdown();
        if (zone !== value) onChange(zone);
      }}
    >
      <Combobox.Target targetType="button">
        <button
          type="button"
          className={look}
          aria-label={`${label}: ${name}, ${offset}`}
          aria-invalid={props.invalid || undefined}
          onClick={() => store.toggleDropdown()}
        >
          <Icon name="globe" size={14} />
          <span className="el ltr">{offset === name ? name : `${name}, ${offset}`}</span>
          <Icon name="down" size={14} className="end" />
        </button>
      </Combobox.Target>
      <Combobox.Dropdown>
        <Combobox.Search
          role="combobox"
          aria-expanded
          aria-label={t('zone.search')}
          placeholder={t('zone.search')}
          classNames={{ input: 'zone-search' }}
          value={search}
          onChange={(event) => {
            setSearch(event.currentTarget.value);
            store.resetSelectedOption();
          }}
        />
        <Combobox.Options aria-label={label}>
          {store.dropdownOpened && <ZoneOptions value={value} withLocal={withLocal} search={search} />}
        </Combobox.Options>
      </Combobox.Dropdown>
    </Combobox>
  );
}
