import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { EnvironmentColor } from '#electron/bridge/environment.ts';

/** One of the colours that mark an environment, each with its word. */
export function ColorField({ value, onChange }: { value: EnvironmentColor; onChange(color: EnvironmentColor): void }) {
  const { t } = useTranslation('desktop');
  const name = useId();
  return (
    <fieldset className="field colors">
      <legend className="lab">{t('form.color')}</legend>
      <div className="row wrap">
        {EnvironmentColor.options.map((color) => (
          <label key={color} className="color" data-color={color} title={t(`form.colors.${color}`)}>
            <input type="radio" name={name} checked={color === value} onChange={() => onChange(color)} />
            <span className="sr">{t(`form.colors.${color}`)}</span>
          </label>
        ))}
        <span className="t12 mid" aria-hidden="true">
          {t(`form.colors.${value}`)}
        </span>
      </div>
    </fieldset>
  );
}
