/** Links that arrive before anybody can follow them wait: macOS tells of one while the app is still starting. */
export interface LinkInbox {
  receive(link: string): void;
  /** From here on each is followed as it comes; the newest that waited at once. */
  open(follow: (link: string) => void): void;
}

export function createLinkInbox(): LinkInbox {
  let follow: ((link: string) => void) | undefined;
  let waiting: string | undefined;
  return {
    receive(link) {
      if (follow) follow(link);
      else waiting = link;
    },
    open(next) {
      follow = next;
      if (waiting !== undefined) next(waiting);
      waiting = undefined;
    },
  };
}
