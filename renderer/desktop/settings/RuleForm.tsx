import { type FormEvent, type ReactNode, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { NotificationRule, NotifiedEvent } from '#electron/bridge/notification-rules.ts';
import { Button } from '#renderer/components/Button.tsx';
import { Check } from '#renderer/components/Check.tsx';
import { Segmented } from '#renderer/components/Segmented.tsx';
import { TextField } from '#renderer/components/TextField.tsx';
import { useEnvironments } from '../desktop-state.ts';

const levels = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10];
const deliveries = ['always', 'quiet', 'never'] as const;

function Choice<Value extends string | number>(props: {
  label: string;
  value: Value;
  options: readonly { value: Value; label: string }[];
  onChange(value: string): void;
}) {
  const id = useId();
  return (
    <div className="field">
      <label htmlFor={id}>{props.label}</label>
      <select id={id} className="input" value={props.value} onChange={(event) => props.onChange(event.target.value)}>
        {props.options.map(({ value, label }) => (
          <option key={value} value={value}>
            {label}
          </option>
        ))}
      </select>
    </div>
  );
}

const Group = ({ label, children }: { label: string; children: ReactNode }) => (
  <div className="field">
    <span className="lab">{label}</span>
    {children}
  </div>
);

/** One rule, to be written or changed. */
export function RuleForm(props: {
  rule: NotificationRule;
  isNew: boolean;
  onSave(rule: NotificationRule): Promise<void>;
  onClose(): void;
}) {
  const { t } = useTranslation(['desktop', 'common']);
  const environments = useEnvironments().map(({ environment }) => environment);
  const [rule, setRule] = useState(props.rule);
  const [types, setTypes] = useState(props.rule.jobTypes.join(', '));
  const [minutes, setMinutes] = useState(String(props.rule.afterMinutes));
  const [issues, setIssues] = useState<Record<string, string>>({});
  const [busy, setBusy] = useState(false);
  const set = (change: Partial<NotificationRule>) => setRule({ ...rule, ...change });
  const where = Array.isArray(rule.environments) ? 'these' : rule.environments;
  const these = Array.isArray(rule.environments) ? rule.environments : [];
  const isOfJobs = rule.event !== 'connection lost';
  const hasTime = rule.event === 'long run' || rule.event === 'connection lost';

  async function save(event: FormEvent): Promise<void> {
    event.preventDefault();
    const jobTypes = types
      .split(/[,،]/)
      .map((type) => type.trim())
      .filter(Boolean);
    const read = NotificationRule.safeParse({ ...rule, jobTypes, ...(hasTime ? { afterMinutes: Number(minutes) } : {}) });
    if (!read.success) {
      const wrong = read.error.issues.map(({ path }) => String(path[0]));
      return setIssues({
        ...(wrong.includes('environments') ? { environments: t('rules.wrong.environments') } : {}),
        ...(wrong.includes('afterMinutes') ? { afterMinutes: t('rules.wrong.minutes') } : {}),
      });
    }
    setBusy(true);
    await props.onSave(read.data);
    setBusy(false);
  }
  const setLevel = (end: 'from' | 'to', text: string) => {
    const { from, to } = rule.priority ?? { from: 1, to: 10 };
    const value = Number(text);
    set({ priority: end === 'from' ? { from: value, to: Math.max(value, to) } : { from: Math.min(from, value), to: value } });
  };
  const levelOptions = levels.map((level) => ({ value: level, label: `${level} ${t(`common:priority.p${level as 1}`)}` }));
  return (
    <form className="stack gap-12 rule-form" noValidate onSubmit={(event) => void save(event)}>
      <Choice
        label={t('rules.when')}
        value={rule.event}
        options={NotifiedEvent.options.map((value) => ({ value, label: t(`rules.events.${value}`) }))}
        onChange={(event) => set({ event: event as NotificationRule['event'] })}
      />
      {hasTime && (
        <TextField
          label={t(rule.event === 'long run' ? 'rules.longerThan' : 'rules.lostFor')}
          inputMode="numeric"
          value={minutes}
          issue={issues.afterMinutes}
          onChange={setMinutes}
        />
      )}
      <Group label={t('rules.where')}>
        <div className="row">
          <Segmented
            label={t('rules.where')}
            value={where}
            options={(['all', 'production', 'these'] as const).map((value) => ({ value, label: t(`rules.places.${value}`) }))}
            onChange={(next) => set({ environments: next === 'these' ? [] : next })}
          />
        </div>
        {where === 'these' && (
          <div className="row wrap">
            {environments.map(({ id, name }) => (
              <Check
                key={id}
                shown
                label={name}
                checked={these.includes(id)}
                onChange={(isOn) => set({ environments: isOn ? [...these, id] : these.filter((each) => each !== id) })}
              />
            ))}
          </div>
        )}
        <p className="t11 error-line" role="alert">
          {where === 'these' && these.length === 0 && issues.environments}
        </p>
      </Group>
      {isOfJobs && (
        <>
          <TextField label={t('rules.types')} hint={t('rules.typesHint')} dir="ltr" autoComplete="off" value={types} onChange={setTypes} />
          <Group label={t('rules.priority')}>
            <div className="row">
              <Segmented
                label={t('rules.priority')}
                value={rule.priority ? 'these' : 'any'}
                options={(['any', 'these'] as const).map((value) => ({ value, label: t(`rules.priorities.${value}`) }))}
                onChange={(next) => set({ priority: next === 'any' ? null : { from: 1, to: 3 } })}
              />
            </div>
          </Group>
          {rule.priority && (
            <div className="row levels">
              <Choice
                label={t('rules.from')}
                value={rule.priority.from}
                options={levelOptions}
                onChange={(text) => setLevel('from', text)}
              />
              <Choice label={t('rules.to')} value={rule.priority.to} options={levelOptions} onChange={(text) => setLevel('to', text)} />
            </div>
          )}
        </>
      )}
      <Group label={t('rules.how')}>
        <div className="row">
          <Segmented
            label={t('rules.how')}
            value={rule.deliver}
            options={deliveries.map((value) => ({ value, label: t(`rules.deliveries.${value}`) }))}
            onChange={(deliver) => set({ deliver })}
          />
        </div>
        <p className="sub">{t(`rules.deliverAbout.${rule.deliver}`)}</p>
      </Group>
      {rule.deliver !== 'never' && (
        <Check shown label={t('rules.sound')} checked={rule.hasSound} onChange={(hasSound) => set({ hasSound })} />
      )}
      <div className="row">
        <Button type="submit" look="main" busy={busy}>
          {t(props.isNew ? 'rules.add' : 'common:save')}
        </Button>
        <Button look="quiet" onClick={props.onClose}>
          {t('common:cancel')}
        </Button>
      </div>
    </form>
  );
}
