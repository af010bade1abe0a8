import { useTranslation } from 'react-i18next';
import { Button } from '#renderer/components/Button.tsx';

/** What is wrong with the whole form, and its two ways out. */
export function FormFoot(props: { submit: string; look: 'main' | 'riskfill'; busy: boolean; issue: string | undefined; onCancel(): void }) {
  const { t } = useTranslation();
  return (
    <>
      <p className="t12 error-line" role="alert">
        {props.issue}
      </p>
      <div className="row">
        <Button type="submit" look={props.look} busy={props.busy}>
          {props.submit}
        </Button>
        <Button look="quiet" onClick={props.onCancel}>
          {t('cancel')}
        </Button>
      </div>
    </>
  );
}
