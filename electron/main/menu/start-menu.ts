import { Menu } from 'electron';
import { type MenuActions, type MenuContent, makeApplicationMenu } from './application-menu.ts';

interface MenuDeps {
  content(): MenuContent;
  actions: MenuActions;
}

/** The application menu; call what it answers when anything that it shows may have changed. */
export function startMenu({ content, actions }: MenuDeps): () => void {
  let shown = '';
  function refresh(): void {
    const now = content();
    // A menu that is open closes when it is made anew: only when it would look different.
    const { texts, ...rest } = now;
    const looks = JSON.stringify([rest, texts.menu.file]);
    if (looks === shown) return;
    shown = looks;
    Menu.setApplicationMenu(Menu.buildFromTemplate(makeApplicationMenu(now, actions)));
  }
  refresh();
  return refresh;
}
