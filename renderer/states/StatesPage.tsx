import { Notifications } from '@mantine/notifications';
import { useIsFetching } from '@tanstack/react-query';
import { useEffect, useMemo } from 'react';
import { Router } from 'wouter';
import { memoryLocation } from 'wouter/memory-location';
import type { User } from '#contract/schemas/user.ts';
import { ConsoleProvider } from '#renderer/app/ConsoleProvider.tsx';
import { ThemeProvider } from '#renderer/app/ThemeProvider.tsx';
import { ConfirmDialog } from '#renderer/components/ConfirmDialog.tsx';
import { DesktopShown } from './DesktopShown.tsx';
import { environment } from './data/environment.ts';
import { fullAnswers } from './data/full-answers.ts';
import { ago, HOUR } from './data/moments.ts';
import { createFixedHost } from './fixed-host.ts';
import { resetStores } from './reset-stores.ts';
import type { Section } from './section.ts';
import './states.css';
import { useAsked } from './use-asked.ts';

function Index({ sections }: { sections: readonly Section[] }) {
  return (
    <main>
      <h1 className="pad strong">States</h1>
      <p className="pad mid">Each component that has states, in all of them, over a server that always says the same.</p>
      <nav className="states-index" aria-label="Sections">
        {sections.map(({ id }) => (
          <a key={id} href={`?show=${id}`}>
            {id}
          </a>
        ))}
      </nav>
    </main>
  );
}

/** Says on the page how many reads are under way: who takes a picture waits for none. */
function Fetching() {
  const count = useIsFetching();
  useEffect(() => {
    document.body.dataset.fetching = String(count);
  }, [count]);
  return null;
}

function Shown({ section }: { section: Section }) {
  const { id, role = 'operator', server, path = '/', isWhole, desktop, content } = section;
  const host = useMemo(
    () => createFixedHost({ answers: fullAnswers, connection: { kind: 'live', since: ago(HOUR) }, environment, ...server }),
    [server],
  );
  const user = useMemo<User>(() => ({ username: 'anna', role }), [role]);
  useEffect(() => {
    document.body.dataset.shown = id;
    return resetStores;
  }, [id]);
  const { hook, searchHook } = useMemo(() => memoryLocation({ path }), [path]);
  const framed = isWhole ? (
    content
  ) : (
    <main>
      <h1 className="sr">{id}</h1>
      <div className="states-section">{content}</div>
    </main>
  );
  if (desktop)
    return (
      <DesktopShown fixed={desktop} path={path}>
        {framed}
        <Notifications position="bottom-right" limit={4} />
      </DesktopShown>
    );
  return (
    <Router hook={hook} searchHook={searchHook}>
      <ConsoleProvider host={host} user={user}>
        {framed}
        <Fetching />
        <ConfirmDialog />
        <Notifications position="bottom-right" limit={4} />
      </ConsoleProvider>
    </Router>
  );
}

/** `?show=` names a section; without it, all of them are listed. `theme` and `language` may stand beside it. */
export function StatesPage({ sections }: { sections: readonly Section[] }) {
  const asked = useAsked();
  const section = sections.find(({ id }) => id === asked?.show);
  return (
    <ThemeProvider>
      {section && asked && <Shown key={`${section.id} ${asked.language}`} section={section} />}
      {asked && !section && <Index sections={sections} />}
    </ThemeProvider>
  );
}
