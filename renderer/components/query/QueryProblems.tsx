import { useTranslation } from 'react-i18next';
import type { Problem } from '#contract/query/problems.ts';
import { Icon } from '#renderer/components/Icon.tsx';
import { mendQuery } from './query-parts.ts';

/** Why a query can't be run, and the way out. The first problem speaks: mending it often mends the next. */
export function QueryProblems(props: { id: string; text: string; problems: readonly Problem[]; onMend(text: string): void }) {
  const { t } = useTranslation('query');
  const [first] = props.problems;
  const mended = first && mendQuery(props.text, first);
  return (
    <div id={props.id} className="q-problems" role="status">
      {first && (
        <>
          <Icon name="warn" size={14} />
          <span>
            {t(`problem.${first.code}` as 'problem.no-text', first.params)}
            {mended && (
              <>
                {' '}
                {t('meant')}{' '}
                <button type="button" className="mono ltr" onClick={() => props.onMend(mended.text)}>
                  {mended.term}
                </button>
                {t('meantEnd')}
              </>
            )}
          </span>
        </>
      )}
    </div>
  );
}
