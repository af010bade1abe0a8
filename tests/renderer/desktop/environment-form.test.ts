import { describe, expect, test } from 'vitest';
import { emptyForm, fillForm, formOf, isUnprotected, readChange, readDraft } from '#renderer/desktop/environments/environment-form.ts';
import { makeView } from './states-of-desktop.ts';

const good = { ...emptyForm, name: ' Medina ', url: 'https://sync.medina.example/', tags: 'customer، new , ' };

describe('a new environment', () => {
  test('is read as it would be kept', () => {
    expect(readDraft(good)).toEqual({
      draft: {
        ...{ name: 'Medina', url: 'https://sync.medina.example', color: 'blue', tags: ['customer', 'new'] },
        ...{ isReadOnly: false, isProduction: false, proxy: { mode: 'system' }, caFile: null },
      },
    });
  });

  test('says what is wrong at each field', () => {
    expect(readDraft({ ...good, name: ' ', url: 'https://anna:secret@x.example', tags: 'x'.repeat(31), proxyMode: 'manual' })).toEqual({
      issues: {
        name: 'must not be empty',
        url: 'must not hold a user name or password: sign in instead',
        tags: expect.stringMatching(/30/),
        proxy: 'must be the address of an HTTP proxy, such as http://proxy.example.com:3128',
      },
    });
  });

  test('is filled in with what a link offers', () => {
    expect(fillForm({ name: 'Medina', tags: ['a', 'b'], proxy: { mode: 'manual', url: 'http://p:1' } })).toEqual({
      ...emptyForm,
      ...{ name: 'Medina', tags: 'a, b', proxyMode: 'manual', proxyUrl: 'http://p:1' },
    });
  });
});

describe('a change', () => {
  const { environment } = makeView('Staging');

  test('holds only what is other', () => {
    const form = formOf(environment);
    expect(readChange(form, environment)).toEqual({ change: {} });
    expect(readChange({ ...form, isProduction: true, tags: 'x' }, environment)).toEqual({ change: { isProduction: true, tags: ['x'] } });
  });

  test('of the local one does not place it', () => {
    const local = { kind: 'local', id: 'local', name: 'Local', color: 'gray', tags: [], isReadOnly: false, isProduction: false } as const;
    const form = formOf({ ...local, tags: [] });
    expect(readChange({ ...form, name: 'Mine', url: 'https://elsewhere.example' }, { ...local, tags: [] })).toEqual({
      change: { name: 'Mine' },
    });
  });
});

test.for([
  ['http://sync.example.com', true],
  ['https://sync.example.com', false],
  ['http://localhost:3000', false],
  ['http://127.0.0.1:3000', false],
  ['sync', false],
] as const)('%s is unprotected: %s', ([url, is]) => expect(isUnprotected(url)).toBe(is));
