import { type FormEvent, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '#renderer/components/Button.tsx';
import { Icon } from '#renderer/components/Icon.tsx';
import { useSubmit } from '#renderer/lib/submit.ts';
import { useDesktop } from '../ask.ts';
import { KeyStoreNote } from '../settings/KeyStoreNote.tsx';
import { EnvironmentFields } from './EnvironmentFields.tsx';
import { emptyForm, fillForm, readDraft } from './environment-form.ts';
import { forgetOffer, useOffered } from './offered.ts';
import { useFormLeaving } from './use-form-leaving.ts';

/** A new remote environment: a form, filled in where a link offered one. Nothing is added before it is saved. */
export function AddEnvironment({ onAdded }: { onAdded(id: string): void }) {
  const { t } = useTranslation(['desktop', 'common']);
  const { ask } = useDesktop();
  const offered = useOffered();
  const [form, setForm] = useState(() => (offered.draft ? fillForm(offered.draft) : emptyForm));
  const { busy, issues, setIssues, submit } = useSubmit();
  const start = offered.draft ? fillForm(offered.draft) : emptyForm;
  const isDirty = JSON.stringify(form) !== JSON.stringify(start);
  const setSaved = useFormLeaving(isDirty);
  // Another offer while the form is open takes its place.
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each offer.
  useEffect(() => {
    if (offered.draft) setForm(fillForm(offered.draft));
  }, [offered.number]);
  useEffect(() => forgetOffer, []);

  async function save(event: FormEvent): Promise<void> {
    event.preventDefault();
    if (busy) return;
    const read = readDraft(form);
    if ('issues' in read) return setIssues(read.issues);
    await submit(async () => {
      const { id } = await ask('environments:add', read.draft);
      setSaved();
      onAdded(id);
    });
  }
  return (
    <form className="env-form" noValidate onSubmit={(event) => void save(event)}>
      {offered.draft && (
        <section className="banner" data-s="running" role="status">
          <Icon name="link" />
          <span className="grow">{t('form.offered')}</span>
        </section>
      )}
      <KeyStoreNote />
      <EnvironmentFields form={form} kind="remote" issues={issues} onChange={setForm} />
      <div className="row wrap env-foot">
        <p className="t12 error-line" role="alert">
          {issues['']}
        </p>
        <Button type="submit" look="main" busy={busy}>
          {t('form.add')}
        </Button>
        <span className="t12 dim">{t('form.thenSignIn')}</span>
      </div>
    </form>
  );
}
