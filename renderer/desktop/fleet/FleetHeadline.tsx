import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import type { Health } from '#electron/bridge/status.ts';
import { Icon } from '#renderer/components/Icon.tsx';
import { useEnvironments } from '../desktop-state.ts';
import { ADD_ENVIRONMENT } from '../places.ts';

/** The worst that there is to say of all environments, in a sentence. */
export function FleetHeadline() {
  const { t, i18n } = useTranslation('desktop');
  const views = useEnvironments();
  const total = views.length;
  const namesOf = (health: Health) => views.filter(({ status }) => status.health === health).map(({ environment }) => environment.name);
  const list = (names: readonly string[]) => new Intl.ListFormat(i18n.language, { type: 'conjunction' }).format(names);
  const [failing, unknown, attention] = [namesOf('failing'), namesOf('unknown'), namesOf('attention')];
  const worst = failing.length > 0 ? failing : unknown.length > 0 ? unknown : attention;
  const title =
    worst === failing
      ? t('fleet.failing', { count: failing.length, total })
      : worst === unknown
        ? t('fleet.unknown', { count: unknown.length, total })
        : attention.length > 0
          ? t('fleet.attention', { count: attention.length, total })
          : t('fleet.healthy', { count: total });
  return (
    <div className="row wrap fleet-head">
      <h1>{title}</h1>
      {worst.length > 0 && (
        <span className="dim">
          {worst === failing && unknown.length > 0 ? t('fleet.unreachable', { count: unknown.length, names: list(unknown) }) : list(worst)}
        </span>
      )}
      <Link className="btn end" href={ADD_ENVIRONMENT}>
        <Icon name="plus" />
        {t('rail.add')}
      </Link>
    </div>
  );
}
