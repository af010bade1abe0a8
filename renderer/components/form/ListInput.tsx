import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '#renderer/components/Button.tsx';
import { Check } from '#renderer/components/Check.tsx';
import { issuesBelow } from './form-values.ts';
import { LinesInput } from './LinesInput.tsx';
import { readNumber } from './read-number.ts';
import type { Field, Scalar } from './read-schema.ts';

type List = Extract<Field, { kind: 'list' }>;

interface ListInputProps {
  name: string;
  field: List;
  value: unknown;
  onChange(value: unknown): void;
  issues: Record<string, string>;
  /** Draws an entry that is more than a value. */
  renderItem(item: Field, value: unknown, onChange: (value: unknown) => void, issues: Record<string, string>): ReactNode;
}

/** What is wrong with single values of the list, by the value. */
function ValueIssues({ list, issues }: { list: readonly unknown[]; issues: Record<string, string> }) {
  const lines = Object.entries(issues).filter(([path]) => /^\d+$/.test(path));
  return lines.map(([path, message]) => (
    <p key={path} className="error-line t12" role="alert">
      <span className="mono ltr">{JSON.stringify(list[Number(path)])}</span> {message}
    </p>
  ));
}

/** The values of a list: known ones are picked, others are written one on a line, or each in a form of its own. */
export function ListInput({ name, field, value, onChange, issues, renderItem }: ListInputProps) {
  const { t } = useTranslation('job');
  const { options, item } = field;
  const list: readonly unknown[] = Array.isArray(value) ? value : [];
  const isKnown = (each: unknown): boolean => options.includes(each as Scalar);
  const others = list.filter((each) => !isKnown(each));
  const pick = (option: Scalar, on: boolean) => onChange(on ? [...list, option] : list.filter((each) => each !== option));
  return (
    <div className="stack gap-8">
      {options.length > 0 && (
        <div className="form-options">
          {options.map((option) => (
            <Check key={String(option)} shown label={String(option)} checked={list.includes(option)} onChange={(on) => pick(option, on)} />
          ))}
        </div>
      )}
      {item && item.kind !== 'group' && (
        <LinesInput
          aria-label={t('form.lines', { name })}
          placeholder={t('form.oneALine')}
          values={others}
          read={item.kind === 'number' ? readNumber : (line) => line}
          onChange={(lines) => {
            const next = [...list.filter(isKnown), ...lines];
            onChange(next.length === 0 && value === undefined ? undefined : next);
          }}
        />
      )}
      {item?.kind === 'group' &&
        list.map((each, n) =>
          isKnown(each) ? null : (
            // biome-ignore lint/suspicious/noArrayIndexKey: entries have no name but their place.
            <div key={n} className="form-item">
              <div className="stack gap-4">
                <p className="error-line t12" role="alert">
                  {issues[n]}
                </p>
                {renderItem(item, each, (next) => onChange(list.with(n, next ?? {})), issuesBelow(issues, n))}
              </div>
              <Button
                size="small"
                look="quiet"
                square
                icon="x"
                aria-label={t('form.remove', { name, n: n + 1 })}
                onClick={() => onChange(list.filter((_each, place) => place !== n))}
              />
            </div>
          ),
        )}
      {item?.kind === 'group' && (
        <div>
          <Button size="small" icon="plus" onClick={() => onChange([...list, {}])}>
            {t('form.add')}
          </Button>
        </div>
      )}
      {item?.kind !== 'group' && <ValueIssues list={list} issues={issues} />}
    </div>
  );
}
