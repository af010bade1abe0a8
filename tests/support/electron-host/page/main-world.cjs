/**
 * What the host needs in the page's own world: where the preload's API is put, what a page does that Electron's main process hears of
 * (new windows, keys of the menu), and whether the window is hidden. Runs in the page; the page gets its text.
 */
function runMainWorld({ createPeer, createValues, names }) {
  if (globalThis.top !== globalThis || location.href === 'about:blank' || location.protocol === 'chrome-error:') return;
  let visibility = 'visible';

  const ask = createPeer(names, (message) => {
    if (message.kind === 'expose') return expose(message);
    if (message.kind === 'visibility') return showAs(message.state);
    return values.answer(message);
  });
  const values = createValues(ask);

  function freeze(value) {
    if (typeof value !== 'object' || value === null || ArrayBuffer.isView(value) || Object.isFrozen(value)) return value;
    Object.freeze(value);
    for (const item of Object.values(value)) freeze(item);
    return value;
  }
  function expose({ key, value }) {
    if (key in globalThis) return { error: 'Cannot bind an API on top of an existing property on the window object' };
    Object.defineProperty(globalThis, key, { value: freeze(values.decode(value)), enumerable: true, writable: false, configurable: false });
    return {};
  }

  Object.defineProperty(document, 'visibilityState', { get: () => visibility, configurable: true });
  Object.defineProperty(document, 'hidden', { get: () => visibility !== 'visible', configurable: true });
  function showAs(state) {
    if (state === visibility) return {};
    visibility = state;
    document.dispatchEvent(new Event('visibilitychange', { bubbles: true }));
    return {};
  }

  const open = (url, frameName, features, disposition) => {
    const { href } = new URL(url || 'about:blank', document.baseURI);
    ask({ kind: 'tell', message: { kind: 'open', url: href, frameName, features, disposition } });
  };
  // The page of an app gets no handle on another window: with the host every `window.open` answers null.
  globalThis.open = (url = '', target = '', features = '') => {
    open(String(url), target === '_blank' ? '' : String(target), String(features), features ? 'new-window' : 'foreground-tab');
    return null;
  };
  /** Links that a browser would open in a tab of their own. */
  function onLink(event) {
    const link = event.composedPath().find((node) => node instanceof Element && node.matches('a[href], area[href]'));
    if (!link || event.defaultPrevented || event.button > 1) return;
    const isAside = event.button === 1 || event.ctrlKey || event.metaKey;
    const hasOwnTarget = link.target && !['_self', '_top', '_parent'].includes(link.target.toLowerCase());
    if (!isAside && !event.shiftKey && !hasOwnTarget) return;
    event.preventDefault();
    open(link.href, '', '', isAside ? 'background-tab' : event.shiftKey ? 'new-window' : 'foreground-tab');
  }
  globalThis.addEventListener('click', onLink);
  globalThis.addEventListener('auxclick', onLink);

  // The menu's shortcuts come after the page has had its say, whichever of its listeners that is.
  globalThis.addEventListener('keydown', (event) => {
    const { key, code, ctrlKey, metaKey, altKey, shiftKey } = event;
    setTimeout(() => {
      if (!event.defaultPrevented) ask({ kind: 'tell', message: { kind: 'key', key, code, ctrlKey, metaKey, altKey, shiftKey } });
    });
  });
}

module.exports = { runMainWorld };
