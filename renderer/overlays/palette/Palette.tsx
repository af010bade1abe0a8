import { Modal } from '@mantine/core';
import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Icon } from '#renderer/components/Icon.tsx';
import { useConsole } from '#renderer/lib/console.ts';
import { closeOverlay } from '#renderer/stores/dialogs.ts';
import type { Entry } from './entry.ts';
import { wordsOf } from './match.ts';
import { PaletteEntry } from './PaletteEntry.tsx';
import { PaletteFoot } from './PaletteFoot.tsx';
import './palette.css';
import { type Kind, nextKind, readInput } from './read-input.ts';
import { useFound } from './use-found.ts';
import { type Subject, useSections } from './use-sections.ts';

/** One field over jobs, job types, pages and actions. */
export default function Palette() {
  const { t } = useTranslation('palette');
  const { host } = useConsole();
  const id = useId();
  const list = useRef<HTMLDivElement>(null);
  const [input, setInput] = useState('');
  const [chosen, setChosen] = useState<Kind>('all');
  const [subject, setSubject] = useState<Subject | null>(null);
  const [index, setIndex] = useState(0);
  /** Enter was pressed before the list for what is typed was there: it is meant for that list. */
  const [isEntered, setEntered] = useState(false);
  const { kind, text } = subject ? { kind: 'all' as const, text: input.trim() } : readInput(input, chosen);
  const { found, isSearching } = useFound(text, !subject && (kind === 'all' || kind === 'jobs'), isEntered);
  const isShown = found.text === text;
  const begin = (next: { input?: string; kind?: Kind; subject?: Subject | null }) => {
    setInput(next.input ?? '');
    if (next.kind) setChosen(next.kind);
    if (next.subject !== undefined) setSubject(next.subject);
    setIndex(0);
    setEntered(false);
  };
  const sections = useSections(found, kind, subject, (next) => begin({ subject: next }));
  const entries = sections.flatMap((section) => section.entries);
  const at = Math.min(index, entries.length - 1);
  const current = entries[at];
  const domIdOf = (entry: Entry) => `${id}-${entry.id.replaceAll(' ', '-')}`;

  function choose(entry: Entry): void {
    if (entry.isOff) return;
    // Closed first: what it opens, a dialog or another overlay, then gets the focus.
    if (!entry.stays) closeOverlay();
    entry.run();
  }

  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when the list is there.
  useEffect(() => {
    if (!isEntered || !isShown) return;
    setEntered(false);
    if (current) choose(current);
  }, [isEntered, isShown]);
  const currentId = current && domIdOf(current);
  useEffect(() => {
    const line = currentId && document.getElementById(currentId);
    if (!line) return;
    // The first line shows its group's title too.
    if (at === 0) list.current?.scrollTo({ top: 0 });
    else line.scrollIntoView({ block: 'nearest' });
  }, [currentId, at]);

  const move = (step: 1 | -1) => entries.length > 0 && setIndex((at + step + entries.length) % entries.length);
  const goBack = () =>
    subject?.step === 'priority' ? begin({ subject: { ...subject, step: 'job' } }) : begin({ subject: null, kind: 'all' });

  /** Whether the key meant something. */
  function readKey({ key, ctrlKey, metaKey, shiftKey }: KeyboardEvent): boolean {
    switch (key) {
      case 'ArrowDown':
      case 'ArrowUp':
        move(key === 'ArrowDown' ? 1 : -1);
        return true;
      case 'Enter':
        if ((ctrlKey || metaKey) && current?.job) begin({ subject: { job: current.job, step: 'job' } });
        else if (!isShown) setEntered(true);
        else if (current) choose(current);
        return true;
      case 'Tab':
        if (!subject) begin({ input: input.replace(/^\s*[>#]\s*/, ''), kind: nextKind(kind, shiftKey ? -1 : 1) });
        return true;
      case 'Backspace':
        if (input !== '' || (!subject && chosen === 'all')) return false;
        goBack();
        return true;
      case 'Escape':
        if (subject) goBack();
        else closeOverlay();
        return true;
      default:
        return false;
    }
  }

  const label = subject ? subject.job.jobName : kind === 'all' ? host.environmentName : t(`kind.${kind}`);
  return (
    <Modal.Root opened onClose={closeOverlay} closeOnEscape={false} transitionProps={{ duration: 0 }} className="palette-root">
      <Modal.Overlay className="scrim" />
      <Modal.Content aria-label={t('title')} classNames={{ inner: 'palette-inner', content: 'palette' }}>
        <div className="pin">
          <Icon name="search" size={20} />
          <input
            data-autofocus
            className="palette-input"
            role="combobox"
            aria-label={t('title')}
            aria-expanded="true"
            aria-controls={`${id}-list`}
            aria-activedescendant={currentId}
            aria-autocomplete="list"
            autoComplete="off"
            spellCheck={false}
            placeholder={subject ? t('onPlaceholder') : t('placeholder')}
            value={input}
            onChange={(event) => {
              setInput(event.target.value);
              setIndex(0);
              setEntered(false);
            }}
            onKeyDown={(event) => {
              if (event.nativeEvent.isComposing || !readKey(event)) return;
              event.preventDefault();
              event.stopPropagation();
            }}
          />
          <span className={subject || kind !== 'all' ? 'chip el' : 'end t12 dim el'}>{label}</span>
        </div>
        <div ref={list} id={`${id}-list`} className="palette-list" role="listbox" aria-label={t('results')} aria-busy={isSearching}>
          {sections.map((section) => (
            <fieldset key={section.id} className="palette-group" aria-labelledby={`${id}-${section.id}`}>
              <div className="pg" id={`${id}-${section.id}`}>
                {section.title}
              </div>
              {section.entries.map((entry) => (
                <PaletteEntry
                  key={entry.id}
                  entry={entry}
                  domId={domIdOf(entry)}
                  words={wordsOf(found.text)}
                  isOn={entry === current}
                  onPoint={() => setIndex(entries.indexOf(entry))}
                  onChoose={() => choose(entry)}
                />
              ))}
            </fieldset>
          ))}
          {entries.length === 0 && isShown && <p className="palette-none mid">{t('none', { text: found.text })}</p>}
        </div>
        <PaletteFoot hasJob={current?.job !== undefined && !subject} />
      </Modal.Content>
    </Modal.Root>
  );
}
