import { type ReactNode, useId } from 'react';
import { useTranslation } from 'react-i18next';

interface FieldFrameProps {
  name: string;
  description?: string | undefined;
  /** What the server takes where it is left out. */
  standard?: unknown;
  isRequired: boolean;
  issue: string | undefined;
  /** Many controls under one name. */
  isGroup?: boolean;
  /** Draws the control; what it is given makes it known to assistive technology. */
  children(control: { id: string; 'aria-describedby': string; 'aria-invalid'?: true; 'aria-required'?: true }): ReactNode;
}

/** The name of a param, what it is for, and what is wrong with it. */
export function FieldFrame({ name, description, standard, isRequired, issue, isGroup, children }: FieldFrameProps) {
  const { t } = useTranslation('job');
  const id = useId();
  const hasStandard = standard !== undefined && typeof standard !== 'object';
  const label = (
    <>
      <span className="mono ltr">{name}</span>
      {isRequired && <span className="dim"> ({t('form.required')})</span>}
    </>
  );
  const control = children({
    id,
    'aria-describedby': `${id}-about ${id}-issue`,
    ...(issue ? { 'aria-invalid': true as const } : {}),
    ...(isRequired ? { 'aria-required': true as const } : {}),
  });
  const below = (
    <>
      <p id={`${id}-about`} className="sub" dir="auto">
        {description} {hasStandard && t('form.standard', { value: String(standard) })}
      </p>
      <p id={`${id}-issue`} className="error-line t12" role="alert" tabIndex={-1}>
        {issue}
      </p>
    </>
  );
  if (isGroup)
    return (
      <fieldset className="field form-group" aria-describedby={`${id}-about ${id}-issue`}>
        <legend className="lab">{label}</legend>
        {control}
        {below}
      </fieldset>
    );
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      {control}
      {below}
    </div>
  );
}
