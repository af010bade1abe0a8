import { Menu } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Button } from '#renderer/components/Button.tsx';
import { Icon } from '#renderer/components/Icon.tsx';
import { formatNumber } from '#renderer/lib/format.ts';
import type { ListChanges } from '#renderer/lib/live-list/list-changes.ts';
import type { ListQuestion } from '#renderer/lib/live-list/snapshot.ts';
import { useShortcut } from '#renderer/lib/shortcuts.ts';

/** What happened to the list that it doesn't show yet, and how to show it. */
export function ChangesNote({ changes, onShow }: { changes: ListChanges; onShow(): void }) {
  const { t } = useTranslation(['control', 'common']);
  const created = changes.created.size;
  const changed = changes.gone.size + changes.moved.size;
  const isShown = created > 0 || changed > 0 || changes.isMany;
  useShortcut({ keys: '.', label: t('showChanges'), group: 'list' }, onShow, { enabled: isShown });
  const parts = [
    created > 0 ? t('new', { count: created, n: formatNumber(created) }) : '',
    changed > 0 ? t('changed', { count: changed, n: formatNumber(changed) }) : '',
  ];
  return (
    <>
      <span className="st nw" data-s="running" role="status">
        {isShown && (
          <>
            <Icon name="info" size={14} />
            {changes.isMany ? t('many') : parts.filter(Boolean).join(t('and'))}
          </>
        )}
      </span>
      {isShown && (
        <Button size="small" keyHint="." onClick={onShow}>
          {t('common:show')}
        </Button>
      )}
    </>
  );
}

const orders = [
  { sort: 'createdAt', order: 'desc' },
  { sort: 'createdAt', order: 'asc' },
  { sort: 'updatedAt', order: 'desc' },
  { sort: 'completedAt', order: 'desc' },
  { sort: 'priority', order: 'asc' },
  { sort: 'priority', order: 'desc' },
] as const;

/** The list's order, in words: for those that no head of a column gives, and where there are no heads. */
export function OrderMenu({ question, onOrder }: { question: ListQuestion; onOrder(order: (typeof orders)[number]): void }) {
  const { t } = useTranslation('control');
  const { sort, order } = question;
  return (
    <Menu position="bottom-end" width={230}>
      <Menu.Target>
        <Button size="small" look="quiet" aria-label={t('orderBy', { order: t(`order.${sort}.${order}`) })}>
          {t(`order.${sort}.${order}`)}
          <Icon name="down" size={14} />
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {orders.map((each) => {
          const isNow = each.sort === sort && each.order === order;
          return (
            <Menu.Item
              key={each.sort + each.order}
              className={isNow ? 'mi on' : 'mi'}
              aria-current={isNow || undefined}
              onClick={() => onOrder(each)}
            >
              {t(`order.${each.sort}.${each.order}`)}
            </Menu.Item>
          );
        })}
      </Menu.Dropdown>
    </Menu>
  );
}
