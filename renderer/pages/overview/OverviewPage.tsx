import { useTranslation } from 'react-i18next';
import './overview.css';
import { CountStrip } from './CountStrip.tsx';
import { NeedsAttention } from './NeedsAttention.tsx';
import { Queues } from './Queues.tsx';
import { RunningNow } from './RunningNow.tsx';
import { Throughput } from './Throughput.tsx';

/** What runs beside what needs a person; trends last. */
export default function OverviewPage() {
  const { t } = useTranslation('shell');
  return (
    <>
      <h1 className="sr">{t('page.overview')}</h1>
      <CountStrip />
      <div className="cols overview-cols">
        <RunningNow />
        <NeedsAttention />
      </div>
      <div className="cols overview-cols last">
        <Throughput />
        <Queues />
      </div>
    </>
  );
}
