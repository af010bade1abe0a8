import { useState } from 'react';
import { explainError, issuesOf, toCallError } from './errors.ts';

/** What is wrong with a form, by field; under '' what is about none of them. */
export type FormIssues = Readonly<Record<string, string>>;

/** The call behind a form: whether it is under way, and what it was refused for. */
export function useSubmit(): {
  busy: boolean;
  issues: FormIssues;
  /** Gives what is wrong before anything is sent, or forgets it. */
  setIssues(issues: FormIssues): void;
  /** True when it took effect. `known` are texts of errors by their code, and the field at which they stand. */
  submit(work: () => Promise<unknown>, known?: Readonly<Record<string, readonly [field: string, text: string]>>): Promise<boolean>;
} {
  const [busy, setBusy] = useState(false);
  const [issues, setIssues] = useState<FormIssues>({});
  return {
    busy,
    issues,
    setIssues,
    async submit(work, known = {}) {
      setBusy(true);
      setIssues({});
      try {
        await work();
        return true;
      } catch (error) {
        const told = known[toCallError(error).code];
        const byField = issuesOf(error);
        setIssues(told ? { [told[0]]: told[1] } : Object.keys(byField).length > 0 ? byField : { '': explainError(error) });
        return false;
      } finally {
        setBusy(false);
      }
    },
  };
}
