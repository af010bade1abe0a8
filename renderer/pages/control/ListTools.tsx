import { Menu } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Button } from '#renderer/components/Button.tsx';
import { QueryBuilder } from '#renderer/components/query/QueryBuilder.tsx';
import { SavedViews } from '#renderer/components/query/SavedViews.tsx';
import { useConsole, useMayAct } from '#renderer/lib/console.ts';
import { runExport } from '#renderer/lib/export.ts';
import type { ListQuestion } from '#renderer/lib/live-list/snapshot.ts';
import { openTrigger } from '#renderer/stores/dialogs.ts';

function ExportMenu({ question }: { question: ListQuestion }) {
  const { t } = useTranslation('control');
  const { host } = useConsole();
  const { query, timeZone } = question;
  const save = (format: 'csv' | 'json') => void runExport(host, { of: 'jobs', format, ...(query ? { query, timeZone } : {}) });
  return (
    <Menu position="bottom-end" width={200}>
      <Menu.Target>
        <Button size="small" look="quiet" icon="down2" aria-label={t('export')}>
          <span className="w">{t('export')}</span>
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item onClick={() => save('csv')}>{t('exportCsv')}</Menu.Item>
        <Menu.Item onClick={() => save('json')}>{t('exportJson')}</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

/** Above the list: queries by name, the builder, the export, a new job. */
export function ListTools({ question, onQuery }: { question: ListQuestion; onQuery(query: string): void }) {
  const { t } = useTranslation('control');
  const { shown, enabled } = useMayAct();
  return (
    <div className="row list-tools">
      <SavedViews query={question.query} onChange={onQuery} />
      <span className="row row-4 end">
        <QueryBuilder query={question.query} onChange={onQuery} />
        <ExportMenu question={question} />
        {shown && (
          <Button size="small" icon="plus" aria-label={t('newJob')} disabled={!enabled} onClick={() => openTrigger()}>
            <span className="w">{t('newJob')}</span>
          </Button>
        )}
      </span>
    </div>
  );
}
