import { useTranslation } from 'react-i18next';
import { Check } from '#renderer/components/Check.tsx';
import { FieldFrame } from './FieldFrame.tsx';
import { asParams, issuesBelow, type Params, withField } from './form-values.ts';
import { JsonInput } from './JsonInput.tsx';
import { ListInput } from './ListInput.tsx';
import { NumberInput } from './NumberInput.tsx';
import type { Field, Member } from './read-schema.ts';
import { TextInput } from './TextInput.tsx';

interface FieldInputProps {
  name: string;
  field: Field;
  isRequired: boolean;
  value: unknown;
  /** Undefined leaves the param out. */
  onChange(value: unknown): void;
  /** Messages by path from this field on; '' is the field itself. */
  issues: Record<string, string>;
}

interface GroupInputProps {
  members: readonly Member[];
  value: Params;
  onChange(value: Params): void;
  issues: Record<string, string>;
}

/** The params of an object, each with its control. */
export function GroupInput({ members, value, onChange, issues }: GroupInputProps) {
  return (
    <div className="stack gap-12">
      {members.map(({ name, field, isRequired }) => (
        <FieldInput
          key={name}
          name={name}
          field={field}
          isRequired={isRequired}
          value={value[name]}
          onChange={(next) => onChange(withField(value, name, next))}
          issues={issuesBelow(issues, name)}
        />
      ))}
    </div>
  );
}

const rangeOf = ({ min, max }: { min?: number; max?: number }): string | undefined =>
  min === undefined && max === undefined ? undefined : `${min ?? ''} … ${max ?? ''}`.trim();

/** One param: its control, by what the schema says of it. */
function FieldInput({ name, field, isRequired, value, onChange, issues }: FieldInputProps) {
  const { t } = useTranslation('job');
  const frame = { name, isRequired, issue: issues[''], description: field.description, standard: field.default };
  switch (field.kind) {
    case 'group':
      return (
        <FieldFrame {...frame} isGroup>
          {() => <GroupInput members={field.members} value={asParams(value)} onChange={onChange} issues={issues} />}
        </FieldFrame>
      );
    case 'list':
      return (
        <FieldFrame {...frame} isGroup>
          {() => (
            <ListInput
              name={name}
              field={field}
              value={value}
              onChange={onChange}
              issues={issues}
              renderItem={(item, each, onItem, itemIssues) =>
                item.kind === 'group' && <GroupInput members={item.members} value={asParams(each)} onChange={onItem} issues={itemIssues} />
              }
            />
          )}
        </FieldFrame>
      );
    case 'boolean':
      return (
        <FieldFrame {...frame} isGroup>
          {() => <Check shown label={t('form.yes', { name })} checked={value === true} onChange={onChange} />}
        </FieldFrame>
      );
    case 'choice':
      return (
        <FieldFrame {...frame}>
          {(control) => (
            <select
              {...control}
              className="input"
              value={value === undefined ? '' : JSON.stringify(value)}
              onChange={(event) => onChange(event.target.value === '' ? undefined : JSON.parse(event.target.value))}
            >
              {(value === undefined || !isRequired) && <option value="">{t('form.leftOut')}</option>}
              {field.options.map((option) => (
                <option key={String(option)} value={JSON.stringify(option)}>
                  {String(option)}
                </option>
              ))}
            </select>
          )}
        </FieldFrame>
      );
    case 'number':
      return (
        <FieldFrame {...frame}>
          {(control) => (
            <NumberInput
              {...control}
              inputMode={field.isWhole ? 'numeric' : 'decimal'}
              placeholder={rangeOf(field)}
              value={value}
              onChange={onChange}
            />
          )}
        </FieldFrame>
      );
    case 'text':
      return <FieldFrame {...frame}>{(control) => <TextInput {...control} field={field} value={value} onChange={onChange} />}</FieldFrame>;
    case 'json':
      return <FieldFrame {...frame}>{(control) => <JsonInput {...control} value={value} onChange={onChange} />}</FieldFrame>;
  }
}
