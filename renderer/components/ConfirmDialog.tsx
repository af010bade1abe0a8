import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { formatNumber } from '#renderer/lib/format.ts';
import { type Question, useQuestion } from '#renderer/stores/dialogs.ts';
import { Button } from './Button.tsx';
import { Dialog } from './Dialog.tsx';

/** Names listed before the rest is a number. */
const NAMED = 8;

function Asked({ question, answer }: { question: Question; answer: ReturnType<typeof useQuestion.getState>['answer'] }) {
  const { t } = useTranslation();
  const [reason, setReason] = useState('');
  const [typed, setTyped] = useState('');
  const isTyped = question.typed === undefined || typed.trim() === question.typed;
  const names = question.names ?? [];
  const unnamed = Math.max(0, names.length - NAMED) + (question.more ?? 0);
  return (
    <form
      className="stack gap-12"
      onSubmit={(event) => {
        event.preventDefault();
        if (isTyped) answer(reason.trim() ? { reason: reason.trim() } : {});
      }}
    >
      {question.plate && (
        <p className="row">
          <span className="plate">{question.plate}</span>
          <span className="w5">{question.typed}</span>
        </p>
      )}
      <p className="mid">{question.text}</p>
      {names.length > 0 && (
        <ul className="names">
          {names.slice(0, NAMED).map((name, n) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: jobs may share a name.
            <li key={n} className="el">
              {name}
            </li>
          ))}
          {unnamed > 0 && <li className="dim">+ {formatNumber(unnamed)}</li>}
        </ul>
      )}
      {question.asksReason && (
        <label className="field">
          <span>
            {t('reason')}{' '}
            <span className="dim">
              ({t('optional')}, {t('reasonHint')})
            </span>
          </span>
          <input className="input" value={reason} maxLength={1_000} onChange={(event) => setReason(event.target.value)} data-autofocus />
        </label>
      )}
      {question.typed !== undefined && (
        <label className="field">
          <span>{t('confirm.type', { word: question.typed })}</span>
          <input className="input" value={typed} autoComplete="off" onChange={(event) => setTyped(event.target.value)} />
        </label>
      )}
      <div className="row">
        <Button
          type="submit"
          look={question.tone === 'risk' ? 'riskfill' : 'main'}
          disabled={!isTyped}
          {...(question.asksReason ? {} : { 'data-autofocus': true })}
        >
          {question.confirmLabel}
        </Button>
        <Button look="quiet" onClick={() => answer(null)}>
          {question.dismissLabel ?? t('confirm.keep')}
        </Button>
      </div>
    </form>
  );
}

/** Asks what `confirm()` of stores/dialogs.ts was called with. */
export function ConfirmDialog() {
  const { question, answer } = useQuestion();
  if (!question) return null;
  return (
    <Dialog title={question.title} {...(question.plate ? { className: 'is-guarded' } : {})} onClose={() => answer(null)}>
      <Asked question={question} answer={answer} />
    </Dialog>
  );
}
