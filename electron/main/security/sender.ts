import { isOwnPage } from './addresses.ts';

/** Who calls over IPC: is it our window, its own frame, and is our page in it? */
export interface Sender {
  isOurWindow: boolean;
  isMainFrame: boolean;
  /** Of the frame; null once it is gone. */
  address: string | null;
}

export const isTrusted = ({ isOurWindow, isMainFrame, address }: Sender, origins: readonly string[]): boolean =>
  isOurWindow && isMainFrame && address !== null && isOwnPage(address, origins);
