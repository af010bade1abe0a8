import { useState } from 'react';
import { QueryField } from '#renderer/components/query/QueryField.tsx';
import { SavedViews } from '#renderer/components/query/SavedViews.tsx';
import { Sample } from '../Sample.tsx';
import type { Section } from '../section.ts';

const queries = {
  empty: '',
  'one term': 'status:failed',
  'many terms': 'status:failed,cancelled type:quran priority:<3 params.city:Mecca error:"rate limit" older:2d',
  'a word and its opposite': 'hadith -by:schedule',
  'a field that there is not': 'stauts:failed type:quran',
  'a value that there is not': 'status:broken',
  'an open quote': 'error:"rate limit',
} as const;

function Field({ name, query }: { name: string; query: string }) {
  const [value, setValue] = useState<string>(query);
  return (
    <Sample name={name} width={680}>
      <div className="pad">
        <QueryField label={name} value={value} onChange={setValue} total={query === '' ? '100,412' : '32 of 100,412'} />
      </div>
    </Sample>
  );
}

function Fields() {
  return Object.entries(queries).map(([name, query]) => <Field key={name} name={name} query={query} />);
}

function Views() {
  const [query, setQuery] = useState('status:running');
  return (
    <>
      <Sample name="a view is on">
        <SavedViews query={query} onChange={setQuery} />
      </Sample>
      <Sample name="a query that is no view yet">
        <SavedViews query="status:failed type:quran" onChange={() => {}} />
      </Sample>
    </>
  );
}

export const querySections: readonly Section[] = [
  { id: 'query', content: <Fields /> },
  { id: 'views', content: <Views /> },
];
