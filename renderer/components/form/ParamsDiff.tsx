import { useTranslation } from 'react-i18next';
import { diffParams } from './diff-params.ts';
import type { Params } from './form-values.ts';

const LOOKS = { same: '', old: 'diff-o', new: 'diff-n' } as const;
const TAGS = { same: 'span', old: 'del', new: 'ins' } as const;

/** What would change, param by param. */
export function ParamsDiff({ before, after }: { before: Params; after: Params }) {
  const { t } = useTranslation('job');
  const changes = diffParams(before, after);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and the keyboard must reach what is below.
    <section className="form-diff" aria-label={t('form.diff')} tabIndex={0}>
      {changes.length === 0 ? (
        <p className="t12 dim">{t('form.noDiff')}</p>
      ) : (
        <dl className="kv">
          {changes.map(({ name, parts }) => (
            <div key={name} className="form-change">
              <dt className="mono ltr">{name}</dt>
              <dd className="mono ltr">
                {parts.map(({ text, tone }, n) => {
                  const Tag = TAGS[tone];
                  return (
                    // biome-ignore lint/suspicious/noArrayIndexKey: parts of one text.
                    <Tag key={n} className={LOOKS[tone]}>
                      {text}
                    </Tag>
                  );
                })}
              </dd>
            </div>
          ))}
        </dl>
      )}
    </section>
  );
}
