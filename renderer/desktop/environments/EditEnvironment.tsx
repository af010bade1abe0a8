import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { EnvironmentView } from '#electron/bridge/desktop-state.ts';
import { Button } from '#renderer/components/Button.tsx';
import { useSubmit } from '#renderer/lib/submit.ts';
import { showDone, showError } from '#renderer/lib/toasts.ts';
import { confirm } from '#renderer/stores/dialogs.ts';
import { useDesktop } from '../ask.ts';
import { hostOf } from '../place-of.ts';
import { EnvironmentFields } from './EnvironmentFields.tsx';
import { formOf, readChange } from './environment-form.ts';
import { useFormLeaving } from './use-form-leaving.ts';

/** An environment as it is, to be changed, signed out of, or removed from this app. */
export function EditEnvironment({ view, onSaved, onRemoved }: { view: EnvironmentView; onSaved(): void; onRemoved(): void }) {
  const { t } = useTranslation(['desktop', 'common', 'shell']);
  const { ask } = useDesktop();
  const { environment, status } = view;
  const { id, name, isProduction } = environment;
  const [form, setForm] = useState(() => formOf(environment));
  const { busy, issues, setIssues, submit } = useSubmit();
  const isDirty = JSON.stringify(form) !== JSON.stringify(formOf(environment));
  const setSaved = useFormLeaving(isDirty);

  async function save(event: FormEvent): Promise<void> {
    event.preventDefault();
    if (busy || !isDirty) return;
    const read = readChange(form, environment);
    if ('issues' in read) return setIssues(read.issues);
    await submit(async () => {
      await ask('environments:edit', { id, change: read.change });
      setSaved();
      showDone(t('form.saved', { name: form.name.trim() }));
      onSaved();
    });
  }
  async function remove(): Promise<void> {
    const isSure = await confirm({
      title: t('form.removeTitle', { name }),
      text: t('form.removeText', { address: hostOf(environment) ?? '' }),
      confirmLabel: t('form.remove'),
      dismissLabel: t('form.keep'),
      tone: 'risk',
      ...(isProduction ? { typed: name, plate: t('production') } : {}),
    });
    if (!isSure) return;
    try {
      await ask('environments:remove', { id });
      setSaved();
      showDone(t('form.removed', { name }));
      onRemoved();
    } catch (error) {
      showError(error);
    }
  }
  return (
    <form className="env-form" noValidate onSubmit={(event) => void save(event)}>
      <EnvironmentFields form={form} kind={environment.kind} issues={issues} onChange={setForm} />
      <div className="row wrap env-foot">
        <p className="t12 error-line" role="alert">
          {issues['']}
        </p>
        <Button type="submit" look="main" busy={busy} disabled={!isDirty}>
          {t('common:save')}
        </Button>
        <Button look="quiet" onClick={onSaved}>
          {t('common:back')}
        </Button>
        {environment.kind === 'remote' && (
          <span className="row end">
            {status.user && (
              <Button
                look="quiet"
                icon="power"
                onClick={() => void ask('environments:sign-out', { id, everywhere: false }).catch(showError)}
              >
                {t('form.signOut', { name: status.user.username })}
              </Button>
            )}
            <Button look="risk" icon="trash" onClick={() => void remove()}>
              {t('form.remove')}
            </Button>
          </span>
        )}
      </div>
    </form>
  );
}
