import './form.css';
import { useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '#renderer/components/Button.tsx';
import { Segmented } from '#renderer/components/Segmented.tsx';
import { GroupInput } from './FieldInput.tsx';
import { asParams, issuesElsewhere, type Params, withField } from './form-values.ts';
import { JsonInput } from './JsonInput.tsx';
import { readField } from './read-schema.ts';

interface SchemaFormProps {
  /** JSON schema of the params. */
  schema: Record<string, unknown>;
  value: Params;
  onChange(value: Params): void;
  /** What the server found wrong, by path. */
  issues: Record<string, string>;
}

/** Params that the type does not know (any more): a form has no field for them. */
function UnknownParams({ names, onRemove }: { names: readonly string[]; onRemove(name: string): void }) {
  const { t } = useTranslation('job');
  return names.map((name) => (
    <p key={name} className="row t12 mid">
      <span className="mono ltr">{name}</span>
      <span>{t('form.unknown')}</span>
      <Button size="small" onClick={() => onRemove(name)}>
        {t('form.leaveOut')}
      </Button>
    </p>
  ));
}

/** A form made from a type's schema; as JSON for who prefers it, and for what a form can't show. */
export function SchemaForm({ schema, value, onChange, issues }: SchemaFormProps) {
  const { t } = useTranslation('job');
  const root = useMemo(() => readField(schema), [schema]);
  const isForm = root.kind === 'group';
  const [mode, setMode] = useState<'form' | 'json'>(isForm ? 'form' : 'json');
  const unknown = isForm ? Object.keys(value).filter((name) => !root.members.some((member) => member.name === name)) : [];
  const shownNames = mode === 'form' && isForm ? root.members.map(({ name }) => name) : [];
  // Whoever sent it hears, and sees, what to change first.
  const form = useRef<HTMLDivElement>(null);
  const problems = Object.entries(issues).join('\n');
  useEffect(() => {
    if (problems === '') return;
    const first = form.current?.querySelector<HTMLElement>('[aria-invalid="true"], .error-line:not(:empty)');
    first?.scrollIntoView({ block: 'center' });
    first?.focus();
  }, [problems]);
  return (
    <div className="stack gap-12" ref={form}>
      {isForm && (
        <div className="form-mode">
          <Segmented<'form' | 'json'>
            label={t('form.mode')}
            value={mode}
            onChange={setMode}
            options={[
              { value: 'form', label: t('form.form') },
              { value: 'json', label: t('form.json') },
            ]}
          />
        </div>
      )}
      {issuesElsewhere(issues, shownNames).map((message) => (
        <p key={message} className="error-line t12" role="alert" tabIndex={-1}>
          {message}
        </p>
      ))}
      {mode === 'form' && isForm && <UnknownParams names={unknown} onRemove={(name) => onChange(withField(value, name, undefined))} />}
      {mode === 'form' && isForm ? (
        root.members.length > 0 ? (
          <GroupInput members={root.members} value={value} onChange={onChange} issues={issues} />
        ) : (
          <p className="t12 dim">{t('form.noParams')}</p>
        )
      ) : (
        <JsonInput aria-label={t('form.params')} isObject value={value} onChange={(next) => onChange(asParams(next))} />
      )}
    </div>
  );
}
