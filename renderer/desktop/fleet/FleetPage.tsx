import './fleet.css';
import { QueryClientProvider } from '@tanstack/react-query';
import { useCallback, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { EnvironmentId } from '#electron/bridge/environment.ts';
import { createRefresher } from '#renderer/lib/refresher.ts';
import { useEnvironments } from '../desktop-state.ts';
import { PlainFrame } from '../frame/PlainFrame.tsx';
import { FleetFoot } from './FleetFoot.tsx';
import { FleetHeadline } from './FleetHeadline.tsx';
import { FleetSearch } from './FleetSearch.tsx';
import { FleetTable } from './FleetTable.tsx';
import { createFleetCache } from './fleet-queries.ts';
import { useFleetLinks } from './use-fleet-links.ts';

/** However much happens there, each environment is asked for its figures no more often. */
const EVERY_MS = 5_000;

/** Every environment, the worst first, and a search across all of them. */
export default function FleetPage() {
  const { t } = useTranslation('desktop');
  const count = useEnvironments().length;
  const [{ cache, refresher }] = useState(() => {
    const made = createFleetCache();
    return { cache: made, refresher: createRefresher(made, EVERY_MS) };
  });
  useEffect(() => () => refresher.close(), [refresher]);
  const onEvent = useCallback((id: EnvironmentId) => refresher.refresh(['fleet', id]), [refresher]);
  const links = useFleetLinks(onEvent);
  return (
    <QueryClientProvider client={cache}>
      <PlainFrame title={t('title.fleet')} about={t('fleet.count', { count })} foot={<FleetFoot />}>
        <div className="body fleet">
          <FleetHeadline />
          <FleetTable links={links} />
          <FleetSearch links={links} />
        </div>
      </PlainFrame>
    </QueryClientProvider>
  );
}
