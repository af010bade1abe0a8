import { isOwnPage } from './addresses.ts';

/** All that the page needs of the browser: "copy" writes text to the clipboard. Nothing else is granted, ever, and nobody is asked. */
const granted: readonly string[] = ['clipboard-sanitized-write'];

/** `page`: the address of who asks. Of what is asked from within a frame, `isMainFrame` is false. */
export const isPermitted = (permission: string, page: string, isMainFrame: boolean, origins: readonly string[]): boolean =>
  granted.includes(permission) && isMainFrame && isOwnPage(page, origins);
