import { useTranslation } from 'react-i18next';
import { Icon } from '#renderer/components/Icon.tsx';
import { iconOfType } from '#renderer/components/JobKind.tsx';
import { formatNumber } from '#renderer/lib/format.ts';
import { useConnection } from '#renderer/stores/connection.ts';

/** Who works: each worker that was heard of within seconds, with the types it takes. */
export function Workers() {
  const { t } = useTranslation('overview');
  const workers = useConnection((store) => store.environment?.workers);
  const id = 'workers';
  return (
    <>
      <div className="gsec">
        <h3 id={id}>{t('workers.title')}</h3>
        <span className="end dim">{t('workers.about')}</span>
      </div>
      <ul className="grid workers" aria-labelledby={id}>
        {workers?.map((worker) => (
          <li key={worker.id} className="gr">
            <span className="row row-4 t12" title={`${worker.id} · ${worker.host}`}>
              <span className="c" data-s="completed">
                <Icon name="completed" size={12} />
              </span>
              <span className="el ltr">{worker.host}</span>
            </span>
            <span className="el mono t11 dim ltr">{worker.id}</span>
            <span
              className="row row-4 dim"
              role="img"
              aria-label={t('workers.takes', { types: worker.jobTypes.join(', ') })}
              title={worker.jobTypes.join(', ')}
            >
              {worker.jobTypes.map((type) => (
                <Icon key={type} name={iconOfType(type)} size={14} />
              ))}
            </span>
            <span className="num t12 mid nw">{t('workers.running', { count: worker.running, n: formatNumber(worker.running) })}</span>
          </li>
        ))}
        {workers?.length === 0 && (
          <li className="quiet-line c" data-s="failed">
            {t('workers.none')}
          </li>
        )}
      </ul>
    </>
  );
}
