import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { NotificationRule } from '#electron/bridge/notification-rules.ts';
import { Button } from '#renderer/components/Button.tsx';
import { Panel } from '#renderer/components/Panel.tsx';
import { Switch } from '#renderer/components/Switch.tsx';
import { confirm } from '#renderer/stores/dialogs.ts';
import { MoveButtons } from './MoveButtons.tsx';
import { moveItem } from './move-item.ts';
import { RuleForm } from './RuleForm.tsx';
import { useRuleWords } from './rule-words.ts';
import { useSettings } from './use-setting.ts';

const MOST = 50;

const newRule = (): NotificationRule => ({
  id: crypto.randomUUID(),
  isOn: true,
  event: 'failed',
  environments: 'all',
  jobTypes: [],
  priority: null,
  afterMinutes: 10,
  deliver: 'quiet',
  hasSound: false,
});

/** What tells, and what doesn't: the first rule that fits decides. */
export function RulesPanel() {
  const { t } = useTranslation(['desktop', 'common']);
  const { settings, write } = useSettings();
  const { notifications } = settings;
  const { rules } = notifications;
  /** The rule that is open, as it was; a new one is in no list yet. */
  const [open, setOpen] = useState<NotificationRule | null>(null);
  const words = useRuleWords();
  const put = (next: NotificationRule[]) => write({ notifications: { ...notifications, rules: next } });
  const isNew = open !== null && !rules.some(({ id }) => id === open.id);

  async function save(rule: NotificationRule): Promise<void> {
    const isKept = await put(isNew ? [...rules, rule] : rules.map((each) => (each.id === rule.id ? rule : each)));
    if (isKept) setOpen(null);
  }
  async function remove(rule: NotificationRule): Promise<void> {
    const isSure = await confirm({
      title: t('rules.removeTitle'),
      text: words(rule),
      confirmLabel: t('rules.remove'),
      tone: 'risk',
      isLocal: true,
    });
    if (isSure) await put(rules.filter(({ id }) => id !== rule.id));
  }
  const form = open && <RuleForm key={open.id} rule={open} isNew={isNew} onSave={save} onClose={() => setOpen(null)} />;
  return (
    <Panel
      title={t('rules.title')}
      about={t('rules.about')}
      line
      more={
        <Button size="small" icon="plus" disabled={open !== null || rules.length >= MOST} onClick={() => setOpen(newRule())}>
          {t('rules.add')}
        </Button>
      }
    >
      <ol className="rules">
        {rules.map((rule, n) => {
          const text = words(rule);
          if (open?.id === rule.id)
            return (
              <li key={rule.id} className="rule is-open">
                {form}
              </li>
            );
          return (
            <li key={rule.id} className="rule">
              <Switch
                on={rule.isOn}
                label={t('rules.on', { rule: text })}
                onChange={(isOn) => void put(rules.map((each) => (each === rule ? { ...each, isOn } : each)))}
              />
              <span className={rule.isOn ? 'grow t12' : 'grow t12 dim'}>{text}</span>
              <span className="row rule-acts">
                <MoveButtons name={text} at={n} count={rules.length} onMove={(by) => void put(moveItem(rules, n, by))} />
                <Button size="small" look="quiet" aria-label={t('rules.editOf', { rule: text })} onClick={() => setOpen(rule)}>
                  {t('rules.edit')}
                </Button>
                <Button
                  size="small"
                  look="quiet"
                  icon="trash"
                  aria-label={t('rules.removeOf', { rule: text })}
                  onClick={() => void remove(rule)}
                />
              </span>
            </li>
          );
        })}
        {isNew && <li className="rule is-open">{form}</li>}
        {rules.length === 0 && !open && <li className="pad mid">{t('rules.none')}</li>}
      </ol>
      <p className="pad t12 mid rules-end">{t('rules.otherwise')}</p>
    </Panel>
  );
}
