import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import type { EnvironmentView } from '#electron/bridge/desktop-state.ts';
import type { Failure } from '#electron/bridge/failure.ts';
import { SignInForm } from '#renderer/app/SignIn.tsx';
import type { Host } from '#renderer/host/host.ts';
import { useDesktopState } from '../desktop-state.ts';
import { PlainFrame } from '../frame/PlainFrame.tsx';
import { hostOf } from '../place-of.ts';
import { pathToForm } from '../places.ts';
import { FaultPage } from './FaultPage.tsx';
import { OneTimeLink } from './OneTimeLink.tsx';

/** Who signs in should see where to, and how long it lasts. */
function About({ view }: { view: EnvironmentView }) {
  const { t } = useTranslation('desktop');
  const keyStore = useDesktopState((state) => state.keyStore);
  const { environment } = view;
  return (
    <>
      <p className="row wrap t12 mid">
        <bdi className="mono el">{hostOf(environment)}</bdi>
        {environment.isProduction && <span className="plate-soft">{t('production')}</span>}
        <Link className="link end" href={`~${pathToForm(environment.id)}`}>
          {t('switcher.edit')}
        </Link>
      </p>
      {!keyStore.isAvailable && <p className="t12 mid">{t('keyStore.signIn')}</p>}
    </>
  );
}

/** An environment that nobody is signed in to; first of all, what is wrong where it can't even be reached. */
export function SignInPage(props: { view: EnvironmentView; host: Host; fault: Failure | null; wasSignedIn: boolean }) {
  const { view, host, fault, wasSignedIn } = props;
  const [signsIn, setSignsIn] = useState(false);
  const { id, name, isProduction } = view.environment;
  return (
    <PlainFrame current={id} title={name} isProduction={isProduction}>
      {fault && !signsIn ? (
        <FaultPage view={view} reason={fault} onSignIn={() => setSignsIn(true)} />
      ) : (
        <div className="sign-in">
          <div className="stack gap-12 sign-in-ways">
            <SignInForm host={host} wasSignedIn={wasSignedIn} about={<About view={view} />} />
            <OneTimeLink host={host} />
          </div>
        </div>
      )}
    </PlainFrame>
  );
}
