import { Fragment } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { Dialog } from '#renderer/components/Dialog.tsx';
import { type Shortcut, type ShortcutGroup, shownKeys, useShortcutList } from '#renderer/lib/shortcuts.ts';
import { closeOverlay } from '#renderer/stores/dialogs.ts';
import { usePreferences } from '#renderer/stores/preferences.ts';
import './overlays.css';

const groups: readonly ShortcutGroup[] = ['global', 'job', 'list', 'go'];

/** Keys to be pressed together, or, of a sequence, one after the other. */
function Keys({ keys }: { keys: string }) {
  const { t } = useTranslation('shell');
  return (
    <span className="row row-4 ltr">
      {keys.split(' ').map((part, n) => (
        <Fragment key={part}>
          {n > 0 && <span className="dim t11">{t('keys.and')}</span>}
          {shownKeys(part).map((key) => (
            <kbd key={key}>{key}</kbd>
          ))}
        </Fragment>
      ))}
    </span>
  );
}

/** The same shortcut may be bound by several parts of a page. */
const withoutTwins = (shortcuts: readonly Shortcut[]): Shortcut[] => [
  ...new Map(shortcuts.map((each) => [`${each.keys} ${each.label}`, each])).values(),
];

/** The shortcuts that work on the page as it is. */
export default function ShortcutList() {
  const { t } = useTranslation('shell');
  const active = useShortcutList((store) => store.active);
  const hasShortcuts = usePreferences((state) => state.hasShortcuts);
  const [mod = ''] = shownKeys('$mod');
  return (
    <Dialog onClose={closeOverlay} title={t('keys.title')} size={640}>
      <div className="shortcut-groups">
        {groups.map((group) => {
          const shortcuts = withoutTwins(active.filter((each) => each.group === group));
          if (shortcuts.length === 0) return null;
          return (
            <section key={group} aria-labelledby={`keys-${group}`}>
              <h3 id={`keys-${group}`} className="lab">
                {t(`keys.${group}`)}
              </h3>
              <dl className="shortcuts">
                {shortcuts.map(({ keys, label }) => (
                  <div key={`${keys} ${label}`}>
                    <dt>{label}</dt>
                    <dd>
                      <Keys keys={keys} />
                    </dd>
                  </div>
                ))}
              </dl>
            </section>
          );
        })}
      </div>
      <p className="t12 mid shortcuts-note">
        {hasShortcuts ? t('keys.on') : t('keys.off', { mod })}{' '}
        <Link className="link" href="/settings" onClick={closeOverlay}>
          {t('keys.settings')}
        </Link>
      </p>
    </Dialog>
  );
}
