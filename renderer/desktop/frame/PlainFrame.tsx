import { type ReactNode, useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { Key } from '#renderer/components/Key.tsx';
import { useShortcut } from '#renderer/lib/shortcuts.ts';
import { openOverlay } from '#renderer/stores/dialogs.ts';
import { useTimeZone } from '#renderer/stores/preferences.ts';
import { DesktopRail } from './DesktopRail.tsx';
import { EnvironmentSwitcher } from './EnvironmentSwitcher.tsx';
import { PlainOverlays } from './PlainOverlays.tsx';
import { openSwitcher } from './switcher-store.ts';

/** What every foot ends with. */
export function PlainFoot() {
  const { t } = useTranslation('shell');
  const zone = useTimeZone();
  return (
    <>
      <span className="end">{t('times', { zone })}</span>
      <button type="button" className="row row-4" onClick={() => openOverlay('shortcuts')}>
        <Key>?</Key> {t('shortcuts')}
      </button>
    </>
  );
}

/** What stands around a page that no environment's console carries: rail, head with the way to the others, foot. */
export function PlainFrame(props: {
  /** The environment that it is about. */
  current?: string;
  /** Beside the app's name in the window's title, and in the head where it is about no environment. */
  title: string;
  about?: ReactNode;
  isProduction?: boolean;
  foot?: ReactNode;
  children: ReactNode;
}) {
  const { t } = useTranslation(['desktop', 'shell']);
  const { title, current } = props;
  useEffect(() => {
    document.title = `${title} · ${t('shell:app')}`;
  }, [title, t]);
  // There is nothing for the palette to search; environments there are.
  useShortcut({ keys: '$mod+k', label: t('keys.switcher'), group: 'global' }, openSwitcher);
  useShortcut({ keys: 'Shift+?', label: t('shell:keys.title'), group: 'global' }, () => openOverlay('shortcuts'));
  return (
    <div className="app is-plain" data-production={props.isProduction || undefined}>
      <a className="skip btn" href="#page">
        {t('shell:skip')}
      </a>
      <DesktopRail {...(current ? { current } : {})} />
      <header className="head">
        <EnvironmentSwitcher {...(current ? { current } : {})} title={title} />
        {props.about && <span className="conn">{props.about}</span>}
      </header>
      <main id="page" className="main" tabIndex={-1}>
        {props.children}
      </main>
      <footer className="foot">{props.foot ?? <PlainFoot />}</footer>
      <PlainOverlays />
    </div>
  );
}
