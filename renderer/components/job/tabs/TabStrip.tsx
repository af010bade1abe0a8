import { type KeyboardEvent, type ReactNode, useRef } from 'react';

export interface Tab<Id extends string> {
  id: Id;
  label: string;
  /** Empty: on its way. */
  count?: string | undefined;
}

/** Tabs over parts of a panel: arrows move, the chosen one alone is in the tab order. `children` is the chosen part. */
export function TabStrip<Id extends string>(props: {
  label: string;
  id: string;
  tabs: readonly Tab<Id>[];
  value: Id;
  onChange(id: Id): void;
  children: ReactNode;
}) {
  const { tabs, value, id } = props;
  const strip = useRef<HTMLDivElement>(null);
  const onKeyDown = (event: KeyboardEvent) => {
    const isRtl = document.documentElement.dir === 'rtl';
    const step = { ArrowLeft: isRtl ? 1 : -1, ArrowRight: isRtl ? -1 : 1 }[event.key];
    const at = tabs.findIndex((tab) => tab.id === value);
    const next = step ? tabs[(at + step + tabs.length) % tabs.length] : { Home: tabs[0], End: tabs.at(-1) }[event.key];
    if (!next) return;
    event.preventDefault();
    props.onChange(next.id);
    strip.current?.querySelector<HTMLElement>(`#${CSS.escape(`${id}-${next.id}`)}`)?.focus();
  };
  return (
    <>
      <div className="subtabs job-tabs" role="tablist" aria-label={props.label} ref={strip} onKeyDown={onKeyDown}>
        {tabs.map((tab) => (
          <button
            key={tab.id}
            id={`${id}-${tab.id}`}
            type="button"
            role="tab"
            className={tab.id === value ? 'on' : ''}
            aria-selected={tab.id === value}
            aria-controls={`${id}-panel`}
            tabIndex={tab.id === value ? 0 : -1}
            onClick={() => props.onChange(tab.id)}
          >
            {tab.label}
            {tab.count !== undefined && <span className="dim">{tab.count}</span>}
          </button>
        ))}
      </div>
      <div className="job-tab" role="tabpanel" id={`${id}-panel`} aria-labelledby={`${id}-${value}`}>
        {props.children}
      </div>
    </>
  );
}
