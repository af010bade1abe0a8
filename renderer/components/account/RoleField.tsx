import { useTranslation } from 'react-i18next';
import { Role } from '#contract/schemas/user.ts';

/** One of the three roles, each with what it may. */
export function RoleField({ value, onChange }: { value: Role; onChange(role: Role): void }) {
  const { t } = useTranslation('settings');
  const { t: word } = useTranslation();
  return (
    <fieldset className="role-field">
      <legend className="lab">{t('users.role')}</legend>
      {Role.options.map((role) => (
        <label key={role} className="role-option">
          <input type="radio" name="role" className="radio" value={role} checked={role === value} onChange={() => onChange(role)} />
          <span className="w5">{word(`role.${role}`)}</span>
          <span className="dim">{t(`users.roles.${role}`)}</span>
        </label>
      ))}
    </fieldset>
  );
}
