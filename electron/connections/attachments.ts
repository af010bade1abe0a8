import type { WireState } from '#client/wire.ts';
import type { Failure } from '#electron/bridge/failure.ts';
import { toFailure } from './failure-error.ts';
import type { Link } from './link.ts';
import type { MainPort } from './ports.ts';

/** A window of the app, as connections know it. */
export interface AttachedWindow {
  /** Hands it a port that speaks client/port-wire.ts. */
  postPort(attachmentId: string, port: MainPort): void;
  tellDown(attachmentId: string, reason: Failure, retries: boolean): void;
}

interface Attachment {
  window: AttachedWindow;
  attachmentId: string;
  close(): void;
}

/** The windows that stand on one environment: each gets a port as often as it is up, and hears when that is gone. */
export interface Attachments {
  /** Once more for the same one: its old port is closed, and it gets another. */
  attach(window: AttachedWindow, attachmentId: string): void;
  /** One of the window's, or all. */
  detach(window: AttachedWindow, attachmentId?: string): void;
  /** The environment's wire says so. */
  onState(state: WireState): void;
  /** The environment is gone for good, or stands elsewhere from now on. */
  end(reason: Failure): void;
}

const SLOW: Failure = { code: 'SLOW_CLIENT', status: 503, message: 'The window did not read for too long' };
const CONNECTING: Failure = { code: 'CONNECTING', status: 503, message: 'The environment is not connected yet' };

export function createAttachments(link: Pick<Link, 'openPort'>): Attachments {
  const all = new Set<Attachment>();
  let state: WireState | undefined;

  function open(attachment: Attachment): void {
    try {
      const { port, close } = link.openPort(() => {
        attachment.window.tellDown(attachment.attachmentId, SLOW, true);
        if (all.has(attachment)) open(attachment);
      });
      attachment.close = close;
      attachment.window.postPort(attachment.attachmentId, port);
    } catch (error) {
      attachment.window.tellDown(attachment.attachmentId, toFailure(error), true); // it fell this very moment
    }
  }
  function fall(attachment: Attachment, reason: Failure, retries: boolean): void {
    attachment.close();
    attachment.close = () => {};
    attachment.window.tellDown(attachment.attachmentId, reason, retries);
  }
  function remove(attachment: Attachment): void {
    all.delete(attachment);
    attachment.close();
  }
  return {
    attach(window, attachmentId) {
      for (const old of all) if (old.window === window && old.attachmentId === attachmentId) remove(old);
      const attachment: Attachment = { window, attachmentId, close() {} };
      all.add(attachment);
      if (state?.up) open(attachment);
      else if (state) window.tellDown(attachmentId, state.reason, state.retries);
      else window.tellDown(attachmentId, CONNECTING, true);
    },
    detach(window, attachmentId) {
      for (const attachment of all) {
        if (attachment.window === window && (attachmentId === undefined || attachment.attachmentId === attachmentId)) remove(attachment);
      }
    },
    onState(next) {
      state = next;
      for (const attachment of all) {
        if (next.up) open(attachment);
        else fall(attachment, next.reason, next.retries);
      }
    },
    end(reason) {
      for (const attachment of all) fall(attachment, reason, false);
      all.clear();
    },
  };
}
