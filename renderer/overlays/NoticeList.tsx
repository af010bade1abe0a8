import { Modal } from '@mantine/core';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '#renderer/components/Button.tsx';
import { closeOverlay } from '#renderer/stores/dialogs.ts';
import { clearNotices, readNotices, useNotices } from '#renderer/stores/notices.ts';
import { NoticeRow } from './NoticeRow.tsx';
import './overlays.css';

/** What happened, newest first. To open it is to have read it; what was new keeps its mark until it is closed. */
export default function NoticeList() {
  const { t } = useTranslation(['shell', 'common']);
  const { items, unread } = useNotices();
  const [known] = useState(() => new Set(items.filter((item) => !item.isUnread).map((item) => item.id)));
  useEffect(() => {
    if (unread > 0) readNotices();
  }, [unread]);
  return (
    <Modal.Root opened onClose={closeOverlay}>
      <Modal.Overlay className="scrim" />
      <Modal.Content aria-label={t('notices.title')} classNames={{ inner: 'side-inner', content: 'side-sheet' }}>
        <div className="ph line">
          <h2>{t('notices.title')}</h2>
          <span className="row end">
            {items.length > 0 && (
              <Button size="small" look="quiet" onClick={clearNotices}>
                {t('notices.clear')}
              </Button>
            )}
            <Button size="small" look="quiet" icon="x" square aria-label={t('common:close')} onClick={closeOverlay} data-autofocus />
          </span>
        </div>
        {items.length === 0 ? (
          <div className="notices-none">
            <p className="strong">{t('notices.empty')}</p>
            <p className="mid t12">{t('notices.emptyText')}</p>
          </div>
        ) : (
          <ul className="notices">
            {items.map((notice) => (
              <NoticeRow key={notice.id} notice={notice} isNew={!known.has(notice.id)} />
            ))}
          </ul>
        )}
      </Modal.Content>
    </Modal.Root>
  );
}
