import { useState } from 'react';
import { asParams, defaultsOf } from '#renderer/components/form/form-values.ts';
import { ParamsDiff } from '#renderer/components/form/ParamsDiff.tsx';
import { readField } from '#renderer/components/form/read-schema.ts';
import { SchemaForm } from '#renderer/components/form/SchemaForm.tsx';
import { jobTypes } from '../data/types.ts';
import { Sample } from '../Sample.tsx';
import type { Section } from '../section.ts';

const noIssues = {};
const issues = { days: 'must be at least 1', 'cities.1.latitude': 'must be a number', unknownParam: 'is not known' };
const city = { name: 'Sarajevo', latitude: 43.86, longitude: 18.41 };

function Form({ name, schema, change, wrong }: { name: string; schema: Record<string, unknown>; change?: object; wrong?: boolean }) {
  const [value, setValue] = useState(() => ({ ...asParams(defaultsOf(readField(schema))), ...change }));
  return (
    <Sample name={name} width={480}>
      <div className="pad">
        <SchemaForm schema={schema} value={value} onChange={setValue} issues={wrong ? issues : noIssues} />
      </div>
    </Sample>
  );
}

const schemaOf = (jobType: string): Record<string, unknown> => jobTypes.find((type) => type.jobType === jobType)?.paramsSchema ?? {};

function Forms() {
  return (
    <>
      <Form name="every kind of field" schema={schemaOf('prayer')} change={{ cities: ['Makkah', city] }} />
      <Form name="what is wrong in it" schema={schemaOf('prayer')} change={{ cities: ['Makkah', city], days: 0 }} wrong />
      <Form name="what no form can show" schema={{ type: 'object', additionalProperties: true }} change={{ anything: [1, 2] }} />
    </>
  );
}

const before = { translations: ['en'], ratePerSecond: 8, city: 'Mecca' };

function Diffs() {
  return (
    <>
      <Sample name="nothing is different" width={480}>
        <ParamsDiff before={before} after={before} />
      </Sample>
      <Sample name="changed, new and gone" width={480}>
        <ParamsDiff before={before} after={{ translations: ['en', 'tr'], ratePerSecond: 80, days: 30 }} />
      </Sample>
    </>
  );
}

export const formSections: readonly Section[] = [
  { id: 'forms', content: <Forms /> },
  { id: 'params-diff', content: <Diffs /> },
];
