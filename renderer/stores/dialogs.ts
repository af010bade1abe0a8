import { create } from 'zustand';

export interface Question {
  title: string;
  text: string;
  confirmLabel: string;
  /** On the button that leaves it; `Keep it` where it is left out. */
  dismissLabel?: string;
  tone: 'plain' | 'risk';
  /** Jobs that it is about, named in the dialog. */
  names?: readonly string[];
  /** How many more there are than are named. */
  more?: number;
  /** A word that has to be typed before the button works. */
  typed?: string;
  /** Asks for a reason too; it goes into the audit log. */
  asksReason?: boolean;
  /** Nothing of the environment changes by it: no word is asked for that the environment wants before what is destructive. */
  isLocal?: boolean;
  /** Stands above it where the environment asks for its name. */
  plate?: string;
}

export interface Confirmed {
  reason?: string;
}

/** The question that is on screen, one at a time. */
export const useQuestion = create<{ question: Question | null; answer(confirmed: Confirmed | null): void }>()(() => ({
  question: null,
  answer: () => {},
}));

/** What the environment on screen wants typed before anything destructive: its host says so. */
let guard: { word: string; plate: string } | undefined;

export function guardWith(confirmation: typeof guard): void {
  guard = confirmation;
}

/** Asks a person, and answers with what they confirmed; null when they did not. */
export function confirm(question: Question): Promise<Confirmed | null> {
  useQuestion.getState().answer(null);
  const guarded = guard && !question.isLocal ? { ...question, typed: guard.word, plate: guard.plate } : question;
  return new Promise((resolve) => {
    useQuestion.setState({
      question: guarded,
      answer(confirmed) {
        useQuestion.setState({ question: null, answer: () => {} });
        resolve(confirmed);
      },
    });
  });
}

/** For what is done elsewhere without a question: asks only where the environment wants a word typed. */
export const confirmWhereGuarded = (question: Question): Promise<Confirmed | null> => (guard ? confirm(question) : Promise.resolve({}));

/** Which of the console's own overlays is open. */
export const useOverlay = create<{ open: 'palette' | 'shortcuts' | 'notices' | 'trigger' | null; jobType: string | undefined }>()(() => ({
  open: null,
  jobType: undefined,
}));

export const openOverlay = (open: 'palette' | 'shortcuts' | 'notices'): void => useOverlay.setState({ open });
/** The form that starts a job; of a type where one is given. */
export const openTrigger = (jobType?: string): void => useOverlay.setState({ open: 'trigger', jobType });
export const closeOverlay = (): void => useOverlay.setState({ open: null });
