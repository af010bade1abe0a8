import { useEffect, useState } from 'react';
import type { Host, SignedIn } from '#renderer/host/host.ts';
import { ConsoleProvider } from './ConsoleProvider.tsx';
import { Shell } from './Shell.tsx';
import { SignIn } from './SignIn.tsx';
import { Window } from './Window.tsx';

/** The web console: one environment, for who is signed in there. */
export function App({ host }: { host: Host }) {
  const [user, setUser] = useState<SignedIn>(() => host.restore());
  const [wasSignedIn, setWasSignedIn] = useState(false);
  useEffect(
    () =>
      host.onUser((next) => {
        if (next) setWasSignedIn(true);
        setUser(next);
      }),
    [host],
  );
  return (
    <Window>
      {user ? (
        <ConsoleProvider host={host} user={user}>
          <Shell />
        </ConsoleProvider>
      ) : (
        <SignIn host={host} wasSignedIn={wasSignedIn} />
      )}
    </Window>
  );
}
