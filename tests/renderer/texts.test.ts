import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { desktop as arabicDesktop } from '#renderer/i18n/ar/desktop.ts';
import { ar } from '#renderer/i18n/ar/index.ts';
import { desktop } from '#renderer/i18n/en/desktop.ts';
import { en } from '#renderer/i18n/en/index.ts';
import { root } from '../../scripts/prepare.mjs';

const PLURAL = /_(zero|one|two|few|many|other)$/;
const ARABIC_FORMS = ['few', 'many', 'one', 'other', 'two', 'zero'];
/** Names, and examples of what is typed. */
const SAME_IN_BOTH = ['Syncdeck', 'English', 'JSON', 'Cron', 'deploy', 'rate limit'];

/** Texts by their whole key. */
function flatten(value: object, prefix: string): Map<string, string> {
  const texts = new Map<string, string>();
  for (const [key, item] of Object.entries(value)) {
    const name = `${prefix}${key}`;
    if (typeof item === 'string') texts.set(name, item);
    else for (const [inner, text] of flatten(item as object, `${name}.`)) texts.set(inner, text);
  }
  return texts;
}
const textsOf = (language: Record<string, object>) =>
  new Map(Object.entries(language).flatMap(([namespace, texts]) => [...flatten(texts, `${namespace}:`)]));

interface Text {
  /** Of a plural, sorted. */
  forms: string[];
  /** The values that it shows, in any of its forms, sorted. */
  values: string[];
}

/** Texts by key without the ending of a plural. */
function group(texts: Map<string, string>): Map<string, Text> {
  const grouped = new Map<string, Text>();
  for (const [key, text] of texts) {
    const stem = key.replace(PLURAL, '');
    const { forms, values } = grouped.get(stem) ?? { forms: [], values: [] };
    const form = PLURAL.exec(key)?.[1];
    const shown = [...text.matchAll(/\{\{(\w+)\}\}/g)].map(([, name = '']) => name);
    grouped.set(stem, { forms: [...forms, ...(form ? [form] : [])].sort(), values: [...new Set([...values, ...shown])].sort() });
  }
  return grouped;
}

const english = textsOf({ ...en, desktop });
const arabic = textsOf({ ...ar, desktop: arabicDesktop });
const englishTexts = group(english);
const arabicTexts = group(arabic);

describe('Arabic', () => {
  /** Texts that both languages have, and that are not in Arabic as they should be. */
  const wrong = (isWrong: (wanted: Text, given: Text) => boolean) =>
    [...englishTexts].flatMap(([key, wanted]) => {
      const given = arabicTexts.get(key);
      return given && isWrong(wanted, given) ? [key] : [];
    });

  test('has every text that English has, and no other', () => {
    expect([...arabicTexts.keys()].sort()).toEqual([...englishTexts.keys()].sort());
  });

  test('has all six forms where English has two', () => {
    expect(wrong((wanted, given) => wanted.forms.length > 0 && String(given.forms) !== String(ARABIC_FORMS))).toEqual([]);
  });

  test('shows the same values', () => {
    expect(wrong((wanted, given) => String(wanted.values) !== String(given.values))).toEqual([]);
  });

  test('is not left in English', () => {
    const isWords = (text: string) => /[a-z]{4}/i.test(text.replace(/\{\{\w+\}\}/g, ''));
    const left = [...english].filter(([key, text]) => isWords(text) && arabic.get(key) === text && !SAME_IN_BOTH.includes(text));
    expect(left).toEqual([]);
  });
});

describe('English', () => {
  test('has both forms of a plural', () => {
    const isHalf = ({ forms }: Text) => forms.length > 0 && !(forms.includes('one') && forms.includes('other'));
    expect([...englishTexts].flatMap(([key, text]) => (isHalf(text) ? [key] : []))).toEqual([]);
  });

  /** What the sources hold between quotes; a gap of a template stands for any one part of a key. */
  function readLiterals(folder: string): { whole: Set<string>; patterns: RegExp[] } {
    const whole = new Set<string>();
    const templates = new Set<string>();
    for (const file of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
      if (!/\.tsx?$/.test(file) || file.startsWith('i18n')) continue;
      const source = readFileSync(path.join(folder, file), 'utf8');
      for (const [, single, double, template] of source.matchAll(/'([^'\n]*)'|"([^"\n]*)"|`([^`]*)`/g)) {
        const quoted = single ?? double;
        if (quoted !== undefined) whole.add(quoted);
        else if (template?.includes('${')) templates.add(template);
      }
    }
    const patterns = [...templates].flatMap((template) => {
      const parts = template.split(/\$\{[^}]*\}/);
      return /^[\w:.-]+$/.test(parts.join(''))
        ? [new RegExp(`^${parts.map((part) => part.replaceAll('.', '\\.')).join('[\\w -]+')}$`)]
        : [];
    });
    return { whole, patterns };
  }

  test('has no text that nothing shows', () => {
    const { whole, patterns } = readLiterals(path.join(root, 'renderer'));
    const isNamed = (name: string) => whole.has(name) || patterns.some((pattern) => pattern.test(name));
    expect([...englishTexts.keys()].filter((key) => !isNamed(key) && !isNamed(key.slice(key.indexOf(':') + 1)))).toEqual([]);
  });
});
