import { useEffect, useRef, useState } from 'react';
import { parseQuery } from '#contract/query/parse.ts';
import { scanQuery } from '#contract/query/scan.ts';

/** So long after the last letter the list follows. */
const PAUSE_MS = 500;

/**
 * What stands in the field, beside the query that is in force. `value` comes from outside and is taken over when it changes there. What
 * has a problem stays here. `canWait`: what is written is not meant yet.
 */
export function useDraft(
  value: string,
  onChange: (query: string, options: { isTyping: boolean }) => void,
  canWait: (text: string) => boolean,
) {
  const [draft, setDraft] = useState(value);
  const [known, setKnown] = useState<{ value: string; sent: string | null }>({ value, sent: null });
  if (value !== known.value) {
    setKnown({ value, sent: null });
    // What was sent from here has come back, once: the person may have gone on writing. Any other change comes from outside.
    if (value !== known.sent) setDraft(value);
  }
  const latest = useRef({ onChange, canWait });
  latest.current = { onChange, canWait };

  function apply(text: string, { isTyping = false } = {}): boolean {
    const query = scanQuery(text)
      .map(({ start, end }) => text.slice(start, end))
      .join(' ');
    if (parseQuery(query).problems.length > 0) return false;
    if (query === value) return true;
    setKnown((before) => ({ ...before, sent: query }));
    latest.current.onChange(query, { isTyping });
    return true;
  }
  const current = useRef(apply);
  current.current = apply;
  useEffect(() => {
    const timer = setTimeout(() => latest.current.canWait(draft) || current.current(draft, { isTyping: true }), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [draft]);

  return { draft, setDraft, apply };
}
