import { afterEach, describe, expect, test } from 'vitest';
import { confirm, confirmWhereGuarded, guardWith, type Question, useQuestion } from '#renderer/stores/dialogs.ts';

const question: Question = { title: 'Delete?', text: 'For good.', confirmLabel: 'Delete', tone: 'risk' };
const asked = () => useQuestion.getState().question;
const answer = () => useQuestion.getState().answer({ reason: 'because' });

afterEach(() => {
  guardWith(undefined);
  useQuestion.getState().answer(null);
});

describe('a question about a production environment', () => {
  test('wants its name typed, under its plate, whatever would be typed elsewhere', async () => {
    guardWith({ word: 'Production EU', plate: 'PRODUCTION' });
    const answered = confirm({ ...question, typed: '4218' });
    expect(asked()).toEqual({ ...question, typed: 'Production EU', plate: 'PRODUCTION' });
    answer();
    expect(await answered).toEqual({ reason: 'because' });
  });

  test('is asked there where elsewhere none is', async () => {
    expect(await confirmWhereGuarded(question)).toEqual({});
    guardWith({ word: 'Production EU', plate: 'PRODUCTION' });
    const answered = confirmWhereGuarded(question);
    expect(asked()?.typed).toBe('Production EU');
    useQuestion.getState().answer(null);
    expect(await answered).toBeNull();
  });

  test('is as elsewhere where nothing of the environment changes', () => {
    guardWith({ word: 'Production EU', plate: 'PRODUCTION' });
    void confirm({ ...question, isLocal: true });
    expect(asked()).toEqual({ ...question, isLocal: true });
  });

  test('wants nothing typed once another environment is on screen', () => {
    guardWith({ word: 'Production EU', plate: 'PRODUCTION' });
    guardWith(undefined);
    void confirm(question);
    expect(asked()).toEqual(question);
  });
});
