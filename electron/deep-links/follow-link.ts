import type { EnvironmentDraft } from '#electron/bridge/environment.ts';
import { type LinkFault, parseDeepLink } from './parse-deep-link.ts';

interface FollowDeps {
  isKnown(environmentId: string): boolean;
  /** Brings the window to the front on a page. */
  show(path: string): void;
  /** Fills in the form for a new environment. */
  offer(draft: Partial<EnvironmentDraft>): void;
  /** Says why a link is not followed. */
  refuse(why: LinkFault): void;
  sayUnknown(environmentId: string): void;
}

/** Does what a link asks for: it only ever shows something. Nothing is added, started or changed by following one. */
export function followLink(link: string, { isKnown, show, offer, refuse, sayUnknown }: FollowDeps): void {
  const parsed = parseDeepLink(link);
  if (parsed.kind === 'refused') refuse(parsed.why);
  else if (parsed.kind === 'add') {
    show('/desktop/environments/new');
    offer(parsed.draft);
  } else if (parsed.environmentId === null || isKnown(parsed.environmentId)) show(parsed.path);
  else {
    show('/fleet');
    sayUnknown(parsed.environmentId);
  }
}
