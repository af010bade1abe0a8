import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ProxyChoice, ServerUrl } from '#electron/bridge/environment.ts';
import { Button } from '#renderer/components/Button.tsx';
import { Icon } from '#renderer/components/Icon.tsx';
import { Panel } from '#renderer/components/Panel.tsx';
import { Segmented } from '#renderer/components/Segmented.tsx';
import { TextField } from '#renderer/components/TextField.tsx';
import { type FormIssues, useSubmit } from '#renderer/lib/submit.ts';
import { showError } from '#renderer/lib/toasts.ts';
import { useDesktop } from '../ask.ts';
import { type EnvironmentForm, issuesByField, isUnprotected, type TestResult } from './environment-form.ts';
import { TestSentence } from './TestSentence.tsx';

const proxyModes = ['system', 'none', 'manual'] as const;

/** The way to a server: its address, what stands between, and whose certificates are trusted. It can be tried before it is kept. */
export function ConnectionFields(props: { form: EnvironmentForm; issues: FormIssues; onChange(change: Partial<EnvironmentForm>): void }) {
  const { t } = useTranslation('desktop');
  const { ask } = useDesktop();
  const { form, onChange } = props;
  const [result, setResult] = useState<TestResult>(null);
  const test = useSubmit();
  const issues = { ...props.issues, ...test.issues };
  const set = (change: Partial<EnvironmentForm>) => {
    setResult(null);
    test.setIssues({});
    onChange(change);
  };

  async function tryIt(): Promise<void> {
    const url = ServerUrl.safeParse(form.url);
    const proxy = ProxyChoice.safeParse(
      form.proxyMode === 'manual' ? { mode: 'manual', url: form.proxyUrl.trim() } : { mode: form.proxyMode },
    );
    if (!url.success) return test.setIssues({ url: issuesByField(url.error.issues)[''] ?? '' });
    if (!proxy.success) return test.setIssues({ proxy: issuesByField(proxy.error.issues).url ?? '' });
    setResult('testing');
    const isDone = await test.submit(async () =>
      setResult(await ask('environments:test', { url: url.data, proxy: proxy.data, caFile: form.caFile })),
    );
    if (!isDone) setResult(null);
  }
  const chooseCa = () =>
    void ask('environments:choose-ca').then((caFile) => {
      if (caFile !== null) set({ caFile });
    }, showError);

  return (
    <Panel title={t('form.way')} line>
      <div className="stack gap-12 pad">
        <TextField
          label={t('form.address')}
          hint={isUnprotected(form.url) ? <span className="caution">{t('form.unprotected')}</span> : t('form.addressHint')}
          type="url"
          inputMode="url"
          autoComplete="off"
          spellCheck={false}
          dir="ltr"
          placeholder="https://sync.example.com"
          required
          value={form.url}
          issue={issues.url}
          onChange={(url) => set({ url })}
        />
        <div className="field">
          <span className="lab">{t('form.proxy')}</span>
          <div className="row">
            <Segmented
              label={t('form.proxy')}
              value={form.proxyMode}
              options={proxyModes.map((value) => ({ value, label: t(`form.proxies.${value}`) }))}
              onChange={(proxyMode) => set({ proxyMode })}
            />
          </div>
          {form.proxyMode !== 'manual' && (
            <p className="t11 error-line" role="alert">
              {issues.proxy}
            </p>
          )}
        </div>
        {form.proxyMode === 'manual' && (
          <TextField
            label={t('form.proxyAddress')}
            dir="ltr"
            autoComplete="off"
            spellCheck={false}
            placeholder="http://proxy.example.com:3128"
            value={form.proxyUrl}
            issue={issues.proxy}
            onChange={(proxyUrl) => set({ proxyUrl })}
          />
        )}
        <div className="field">
          <span className="lab">{t('form.caFile')}</span>
          <div className="row wrap">
            <Button onClick={chooseCa}>{t('form.choose')}</Button>
            {form.caFile === null ? (
              <span className="t12 mid">{t('form.caSystem')}</span>
            ) : (
              <>
                <bdi className="mono t12 el ltr" title={form.caFile}>
                  {form.caFile}
                </bdi>
                <Button look="quiet" square icon="x" aria-label={t('form.caForget')} onClick={() => set({ caFile: null })} />
              </>
            )}
          </div>
          <p className="sub">{t('form.caHint')}</p>
          <p className="t11 error-line" role="alert">
            {issues.caFile}
          </p>
        </div>
        <div className="row wrap">
          <Button icon="wifi" busy={result === 'testing'} onClick={() => void tryIt()}>
            {t('form.test')}
          </Button>
          <TestSentence result={result} />
          {test.issues[''] && (
            <span className="t12 error-line" role="alert">
              <Icon name="warn" size={14} /> {test.issues['']}
            </span>
          )}
        </div>
      </div>
    </Panel>
  );
}
