/** What every window here is, whatever its preferences; others would need another host. */
const ALWAYS = { contextIsolation: true, sandbox: true, nodeIntegration: false, webviewTag: false };
const TAKEN = [
  ...[
    'preload',
    'additionalArguments',
    'devTools',
    'spellcheck',
    'backgroundThrottling',
    'zoomFactor',
    'session',
    'webSecurity',
    'safeDialogs',
  ],
  ...['allowRunningInsecureContent', 'nodeIntegrationInWorker', 'nodeIntegrationInSubFrames', 'experimentalFeatures', 'navigateOnDragDrop'],
  ...[
    'enableWebSQL',
    'disableDialogs',
    'autoplayPolicy',
    'defaultFontFamily',
    'images',
    'javascript',
    'webgl',
    'plugins',
    'textAreasAreResizable',
  ],
  ...['disableBlinkFeatures', 'enableBlinkFeatures', 'v8CacheOptions', 'enablePreferredSizeMode', 'scrollBounce', 'minimumFontSize'],
];

/** @throws for preferences that the host can't show */
function checkPreferences(preferences) {
  for (const [name, value] of Object.entries(preferences)) {
    const isAlways = Object.hasOwn(ALWAYS, name) && value === ALWAYS[name];
    if (!isAlways && !TAKEN.includes(name)) {
      throw new Error(`webPreferences.${name}: ${String(value)} is not implemented by the test host: add it in web-preferences.cjs`);
    }
  }
}

module.exports = { checkPreferences };
