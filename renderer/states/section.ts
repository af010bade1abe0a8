import type { ReactNode } from 'react';
import type { Role } from '#contract/schemas/user.ts';
import type { FixedDesktop } from './fixed-bridge.ts';
import type { FixedServer } from './fixed-host.ts';

/** A part of the page of states, at `?show=<id>`. */
export interface Section {
  id: string;
  /** Who is signed in; an operator where it is left out. */
  role?: Role;
  /** What its server says other than the full one. */
  server?: Partial<FixedServer>;
  /** The address that the section takes itself to be at. */
  path?: string;
  /** It is of the desktop app's window, over this main process: the server and its person are of no account. */
  desktop?: FixedDesktop;
  /** It fills the window, as the console does. */
  isWhole?: boolean;
  content: ReactNode;
}
