// `window.open` and links to new windows: the app's handler decides, as with Electron; what it allows is a window of its own.
const { recordError } = require('./recorder.cjs');

function openFromPage(contents, { url, frameName, features, disposition }) {
  const details = {
    url,
    frameName,
    features,
    disposition,
    referrer: { url: contents.getURL(), policy: 'strict-origin-when-cross-origin' },
  };
  let answer = { action: 'allow' };
  try {
    if (contents._windowOpenHandler) answer = contents._windowOpenHandler(details) ?? { action: 'deny' };
  } catch (error) {
    recordError('the window open handler', error);
    return;
  }
  if (answer.action !== 'allow') return;
  const options = answer.overrideBrowserWindowOptions ?? {};
  const window = contents._owner._createAnother({ ...options, webPreferences: { ...contents._preferences, ...options.webPreferences } });
  contents.emit('did-create-window', window, { ...details, options });
  window.loadURL(url).catch((error) => recordError('a window that the page opened', error));
  if (!answer.outlivesOpener) contents.once('destroyed', () => window.destroy());
}

module.exports = { openFromPage };
