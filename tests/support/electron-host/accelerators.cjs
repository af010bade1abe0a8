// Keyboard shortcuts as menus write them: `CmdOrCtrl+Shift+Z`.
const MODIFIERS = {
  command: 'meta',
  cmd: 'meta',
  meta: 'meta',
  super: 'meta',
  control: 'ctrl',
  ctrl: 'ctrl',
  commandorcontrol: process.platform === 'darwin' ? 'meta' : 'ctrl',
  cmdorctrl: process.platform === 'darwin' ? 'meta' : 'ctrl',
  alt: 'alt',
  option: 'alt',
  altgr: 'alt',
  shift: 'shift',
};
/** Electron's names, with those of a page's key events. */
const KEYS = {
  plus: '+',
  space: ' ',
  tab: 'Tab',
  capslock: 'CapsLock',
  backspace: 'Backspace',
  delete: 'Delete',
  insert: 'Insert',
  return: 'Enter',
  enter: 'Enter',
  up: 'ArrowUp',
  down: 'ArrowDown',
  left: 'ArrowLeft',
  right: 'ArrowRight',
  home: 'Home',
  end: 'End',
  pageup: 'PageUp',
  pagedown: 'PageDown',
  escape: 'Escape',
  esc: 'Escape',
};

/** @throws for what Electron can't read either */
function parseAccelerator(text) {
  const parts = String(text).split('+');
  const last = parts.pop() || (parts.pop() === '' ? '+' : '');
  const modifiers = parts.map((part) => MODIFIERS[part.trim().toLowerCase()]);
  const name = last.trim().toLowerCase();
  const key = KEYS[name] ?? (/^f([1-9]|1\d|2[0-4])$/.test(name) ? name.toUpperCase() : /^[!-~]$/.test(name) ? name : undefined);
  if (modifiers.includes(undefined) || key === undefined) throw new TypeError(`Invalid accelerator: ${text}`);
  return { key, modifiers: new Set(modifiers) };
}

/** Whether a page's key event is this shortcut. */
function matchesAccelerator(text, { key, code, ctrlKey, metaKey, altKey, shiftKey }) {
  const wanted = parseAccelerator(text);
  const held = { ctrl: ctrlKey, meta: metaKey, alt: altKey, shift: shiftKey };
  const isSameKey =
    key.toLowerCase() === wanted.key.toLowerCase() || code === `Key${wanted.key.toUpperCase()}` || code === `Digit${wanted.key}`;
  return isSameKey && Object.entries(held).every(([name, isHeld]) => isHeld === wanted.modifiers.has(name));
}

module.exports = { parseAccelerator, matchesAccelerator };
