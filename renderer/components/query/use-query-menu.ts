import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { completeAt } from '#contract/query/complete.ts';
import { askedField, firstChoice, optionsOf } from './query-completion.ts';
import { useQuerySource } from './query-source.ts';

/** While a person types, the jobs are asked for values at most so often. */
const ASK_MS = 120;

/** What is offered at the caret while the menu is open, and which of it is chosen. */
export function useQueryMenu(text: string, caret: number) {
  const queries = useQuerySource();
  const [isOpen, setOpen] = useState(false);
  /** What the arrows chose; null: nothing yet. */
  const [chosen, setChosen] = useState<number | null>(null);
  const types = useQuery({ ...queries.types(), enabled: isOpen });
  const completion = useMemo(
    () =>
      completeAt(
        text,
        caret,
        types.data?.items.map(({ jobType }) => jobType),
      ),
    [text, caret, types.data],
  );
  const { remote, typed } = completion;
  const field = remote === undefined ? '' : askedField(remote);
  const asked = useMemo(() => ({ field, prefix: typed.slice(0, 200) }), [field, typed]);
  const [settled] = useDebouncedValue(asked, ASK_MS);
  const suggestions = useQuery({
    ...queries.suggest(field, settled.field === field ? settled.prefix : asked.prefix),
    enabled: isOpen && field !== '' && settled.field === field,
  });
  const options = useMemo(() => optionsOf(completion, suggestions.data), [completion, suggestions.data]);
  const active = chosen === null ? firstChoice(completion, options) : Math.min(chosen, options.length - 1);
  return {
    completion,
    options,
    active,
    isOpen,
    isShown: isOpen && options.length > 0,
    setOpen(open: boolean) {
      setOpen(open);
      setChosen(null);
    },
    // Where nothing is chosen yet, upwards begins at the last.
    move: (by: 1 | -1) => setChosen(active < 0 && by < 0 ? options.length - 1 : (active + by + options.length) % options.length),
  };
}
