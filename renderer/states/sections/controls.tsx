import { useState } from 'react';
import { Button } from '#renderer/components/Button.tsx';
import { Check } from '#renderer/components/Check.tsx';
import { CopyText } from '#renderer/components/CopyText.tsx';
import { JobPrioritySelector } from '#renderer/components/JobPrioritySelector.tsx';
import { Segmented } from '#renderer/components/Segmented.tsx';
import { Switch } from '#renderer/components/Switch.tsx';
import { TextField } from '#renderer/components/TextField.tsx';
import { ClockTime, RelativeTime, RunningTime } from '#renderer/components/Time.tsx';
import { ZonePicker } from '#renderer/components/ZonePicker.tsx';
import { ago, DAY, HOUR, MINUTE } from '../data/moments.ts';
import { Sample } from '../Sample.tsx';
import type { Section } from '../section.ts';

const looks = ['plain', 'main', 'quiet', 'risk', 'riskfill'] as const;

function Buttons() {
  return looks.map((look) => (
    <Sample key={look} name={look}>
      <Button look={look}>Normal</Button>
      <Button look={look} icon="retry">
        With icon
      </Button>
      <Button look={look} icon="pause" keyHint="P">
        With key
      </Button>
      <Button look={look} size="small" icon="plus">
        Small
      </Button>
      <Button look={look} square icon="x" aria-label="Square" />
      <Button look={look} size="small" square icon="more" aria-label="Small square" />
      <Button look={look} icon="retry" disabled>
        Disabled
      </Button>
      <Button look={look} icon="retry" busy>
        Busy
      </Button>
    </Sample>
  ));
}

const ranges = ['1h', '24h', '7d'].map((value) => ({ value, label: value }));

function Fields() {
  const [range, setRange] = useState('24h');
  const [isOn, setOn] = useState(true);
  const [text, setText] = useState('anna');
  const [zone, setZone] = useState('Asia/Riyadh');
  const [priority, setPriority] = useState(2);
  const label = 'A box';
  return (
    <>
      <Sample name="Segmented">
        <Segmented label="Range" value={range} options={ranges} onChange={setRange} />
      </Sample>
      <Sample name="Check: off, on, some, with its word">
        <Check checked={false} label={label} onChange={() => {}} />
        <Check checked label={label} onChange={() => {}} />
        <Check checked={false} mixed label={label} onChange={() => {}} />
        <Check checked={isOn} shown label="With its word" onChange={setOn} />
      </Sample>
      <Sample name="Switch: on, off, disabled">
        <Switch on={isOn} label="Schedule of quran" word="On" onChange={setOn} />
        <Switch on={!isOn} label="Schedule of hadith" word="Off" onChange={(on) => setOn(!on)} />
        <Switch on label="Schedule of audio" word="On" disabled onChange={() => {}} />
        <Switch on={false} label="Schedule of finance" disabled onChange={() => {}} />
      </Sample>
      <Sample name="JobPrioritySelector: closed, with a key, disabled">
        <JobPrioritySelector value={priority} onChange={setPriority} />
        <JobPrioritySelector value={priority} onChange={setPriority} keyHint="I" />
        <JobPrioritySelector value={7} onChange={() => {}} disabled />
      </Sample>
      <Sample name="ZonePicker: of a form, small">
        <ZonePicker label="Time zone" value={zone} onChange={setZone} />
        <ZonePicker label="Time zone" value="local" withLocal size="small" onChange={() => {}} />
      </Sample>
      <Sample name="TextField: filled, with a hint, wrong" width={280}>
        <div className="pad stack gap-12">
          {' '}
          <TextField label="Name" value={text} onChange={setText} />
          <TextField label="Password" type="password" value="" hint="8 to 256 characters" onChange={() => {}} />
          <TextField
            label="Name"
            value="anna:admin"
            issue="must be 1 to 100 letters, digits, dots, dashes, underscores or @"
            onChange={() => {}}
          />
        </div>{' '}
      </Sample>
      <Sample name="CopyText: whole, short">
        <CopyText text="quran-mwu3hh3a-d0924wic" what="id" />
        <CopyText text="quran-mwu3hh3a-d0924wic" what="id" short />
      </Sample>
      <Sample name="Time: past, coming, in two units, without words, on the clock, running">
        <RelativeTime at={ago(12 * MINUTE)} />
        <RelativeTime at={ago(-3 * HOUR)} />
        <RelativeTime at={ago(-209 * MINUTE)} precise />
        <RelativeTime at={ago(3 * DAY)} plain />
        <ClockTime at={ago(26 * HOUR)} />
        <ClockTime at={ago(26 * HOUR)} shape="weekTime" />
        <RunningTime since={ago(327_000)} />
      </Sample>
    </>
  );
}

function OpenPriority() {
  return (
    <Sample name="open" width={260} height={330}>
      <div className="pad">
        <JobPrioritySelector value={2} onChange={() => {}} opened onOpenChange={() => {}} />
      </div>
    </Sample>
  );
}

export const controlSections: readonly Section[] = [
  { id: 'buttons', content: <Buttons /> },
  { id: 'fields', content: <Fields /> },
  { id: 'priority-menu', content: <OpenPriority /> },
];
