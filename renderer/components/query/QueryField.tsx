import './query.css';
import { type ReactNode, useEffect, useId, useLayoutEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { parseQuery } from '#contract/query/parse.ts';
import { Icon } from '#renderer/components/Icon.tsx';
import { useShortcut } from '#renderer/lib/shortcuts.ts';
import { QueryLayer } from './QueryLayer.tsx';
import { QueryMenu } from './QueryMenu.tsx';
import { QueryProblems } from './QueryProblems.tsx';
import { isHalfWritten, type QueryOption, takeOption } from './query-completion.ts';
import { cutQuery } from './query-parts.ts';
import { useDraft } from './use-draft.ts';
import { useQueryMenu } from './use-query-menu.ts';

export interface QueryFieldProps {
  /** The query in force. */
  value: string;
  /** A query without problems: on Enter, on leaving, and, with `isTyping`, after a pause. */
  onChange(query: string, options: { isTyping: boolean }): void;
  /** How many jobs it finds, at the field's end. */
  total?: ReactNode;
  label?: string;
  placeholder?: string;
  /** A key that brings the focus here. */
  autoFocusKey?: '/';
}

/** A problem of what is being written is told when the person stops. */
const TELL_MS = 900;

/** The query language in a field: terms drawn as such, completed while they are written, and what is wrong said with its place. */
export function QueryField({ value, onChange, total, label, placeholder, autoFocusKey }: QueryFieldProps) {
  const { t } = useTranslation('query');
  const id = useId();
  const field = useRef<HTMLTextAreaElement>(null);
  const layer = useRef<HTMLDivElement>(null);
  const [caret, setCaret] = useState<number | null>(null);
  const [isTold, setTold] = useState(true);
  const [place, setPlace] = useState({ left: 0, top: 0 });
  const nextCaret = useRef<number | null>(null);
  const { draft, setDraft, apply } = useDraft(value, onChange, () => menu.isOpen && isHalfWritten(menu.completion));
  const menu = useQueryMenu(draft, caret ?? 0);

  const { problems } = parseQuery(draft);
  const told = problems.filter(({ start, end }) => isTold || caret === null || caret < start || caret > end);
  const pieces = cutQuery(draft, caret, told);
  const isEditing = caret !== null;
  const isMenuShown = menu.isShown && isEditing;

  function focusEnd() {
    field.current?.focus();
    field.current?.setSelectionRange(draft.length, draft.length);
  }
  useShortcut({ keys: autoFocusKey ?? '/', label: t('focus'), group: 'list' }, focusEnd, { enabled: autoFocusKey !== undefined });
  // biome-ignore lint/correctness/useExhaustiveDependencies: each letter begins the pause anew.
  useEffect(() => {
    if (isTold || isMenuShown) return;
    const timer = setTimeout(() => setTold(true), TELL_MS);
    return () => clearTimeout(timer);
  }, [isTold, isMenuShown, draft]);
  useLayoutEffect(() => {
    if (nextCaret.current !== null) field.current?.setSelectionRange(nextCaret.current, nextCaret.current);
    nextCaret.current = null;
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: the term stands elsewhere when the text is another one.
  useLayoutEffect(() => {
    if (!isMenuShown || !layer.current) return;
    const term = layer.current.querySelector<HTMLElement>('.tok.ed') ?? layer.current.lastElementChild;
    if (!(term instanceof HTMLElement)) return;
    const { offsetLeft: left, offsetTop, offsetHeight } = term;
    setPlace((before) =>
      before.left === left && before.top === offsetTop + offsetHeight ? before : { left, top: offsetTop + offsetHeight },
    );
  }, [isMenuShown, draft, caret]);

  function write(text: string, at: number) {
    nextCaret.current = at;
    setDraft(text);
    setCaret(at);
    setTold(false);
  }
  function take(option: QueryOption) {
    const taken = takeOption(draft, menu.completion, option);
    write(taken.text, taken.caret);
    menu.setOpen(taken.isOpen);
    if (!taken.isOpen) apply(taken.text, { isTyping: true });
  }
  function onKeyDown(event: React.KeyboardEvent) {
    if (event.nativeEvent.isComposing || event.altKey || event.ctrlKey || event.metaKey) return;
    const { options, active } = menu;
    const chosen = isMenuShown ? options[active] : undefined;
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      if (isMenuShown) menu.move(event.key === 'ArrowDown' ? 1 : -1);
      else if (event.key === 'ArrowDown') menu.setOpen(true);
      else return;
    } else if (event.key === 'Tab' && isMenuShown && !event.shiftKey) take(chosen ?? (options[0] as QueryOption));
    else if (event.key === 'Enter') {
      if (chosen) take(chosen);
      else {
        menu.setOpen(false);
        setTold(true);
        apply(draft);
      }
    } else if (event.key === 'Escape') {
      if (isMenuShown) menu.setOpen(false);
      else if (draft.trim() !== value) write(value, value.length);
      else field.current?.blur();
    } else return;
    event.preventDefault();
    event.stopPropagation();
  }

  return (
    <div className="q-field">
      {/* biome-ignore lint/a11y/noStaticElementInteractions: a click beside the text is a click into it. */}
      <div
        className="q"
        onMouseDown={(event) => {
          if (event.target === field.current) return;
          event.preventDefault();
          focusEnd();
        }}
      >
        <Icon name="search" size={14} />
        <div className="q-edit" dir="ltr">
          <QueryLayer ref={layer} pieces={pieces} />
          <textarea
            ref={field}
            rows={1}
            value={draft}
            placeholder={placeholder ?? t('placeholder')}
            spellCheck={false}
            autoCapitalize="off"
            autoComplete="off"
            enterKeyHint="search"
            maxLength={1_000}
            aria-label={label ?? t('label')}
            aria-autocomplete="list"
            aria-haspopup="listbox"
            aria-controls={isMenuShown ? `${id}-menu` : undefined}
            aria-activedescendant={isMenuShown && menu.active >= 0 ? `${id}-menu-${menu.active}` : undefined}
            aria-invalid={told.length > 0 || undefined}
            aria-describedby={`${id}-problems`}
            onChange={(event) => {
              const text = event.target.value.replace(/\s*\n\s*/g, ' ');
              setDraft(text);
              setCaret(event.target.selectionStart);
              setTold(false);
              menu.setOpen(/\S$/.test(text.slice(0, event.target.selectionStart)));
            }}
            onSelect={(event) => setCaret(event.currentTarget.selectionStart)}
            onKeyDown={onKeyDown}
            onBlur={() => {
              setCaret(null);
              menu.setOpen(false);
              setTold(true);
              apply(draft);
            }}
          />
          {isMenuShown && <QueryMenu id={`${id}-menu`} place={place} options={menu.options} active={menu.active} onTake={take} />}
        </div>
        {total !== undefined && <span className="t11 dim nw q-total">{total}</span>}
      </div>
      <QueryProblems
        id={`${id}-problems`}
        text={draft}
        problems={told}
        onMend={(text) => {
          write(text, text.length);
          apply(text);
          field.current?.focus();
        }}
      />
    </div>
  );
}
