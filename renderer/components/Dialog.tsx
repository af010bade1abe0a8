import { Modal } from '@mantine/core';
import { type ReactNode, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from './Button.tsx';

/** Gives focus back to what had it before, where nothing else took it: a dialog is mounted open, and Mantine's own return awaits a change. */
function useFocusBack(): void {
  const [opener] = useState(() => document.activeElement);
  useEffect(
    () => () => {
      // Once the focus trap is gone.
      setTimeout(() => {
        if (document.activeElement === document.body && opener instanceof HTMLElement && opener.isConnected)
          opener.focus({ preventScroll: true });
      }, 0);
    },
    [opener],
  );
}

/**
 * A window over the page, with its title and a way out. Mantine's own head is left out: its button has no name, and its <header> counts as
 * a second banner of the page. `onClose` left out: it stays until what is inside ends it.
 */
export function Dialog(props: { title: string; size?: number; className?: string; onClose?(): void; children: ReactNode }) {
  const { t } = useTranslation();
  const { onClose } = props;
  useFocusBack();
  return (
    <Modal.Root
      opened
      centered
      onClose={() => onClose?.()}
      closeOnClickOutside={onClose !== undefined}
      closeOnEscape={onClose !== undefined}
      transitionProps={{ duration: 0 }}
      {...(props.size ? { size: props.size } : {})}
    >
      <Modal.Overlay className="scrim" />
      <Modal.Content aria-label={props.title} classNames={{ content: props.className ? `dialog ${props.className}` : 'dialog' }}>
        <div className="dialog-head row">
          <h2 className="dialog-title grow">{props.title}</h2>
          {onClose && <Button look="quiet" square icon="x" aria-label={t('close')} onClick={onClose} />}
        </div>
        <div className="dialog-body">{props.children}</div>
      </Modal.Content>
    </Modal.Root>
  );
}
