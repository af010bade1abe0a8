// What the app's session lets pages do. Chromium can't ask the app in the moment, so the host asks for each permission when a page is loaded.
const { record } = require('./recorder.cjs');
const { toApp } = require('./schemes.cjs');

/** Electron's names, with Chromium's. */
const PERMISSIONS = {
  'clipboard-read': [{ name: 'clipboard-read' }],
  'clipboard-sanitized-write': [{ name: 'clipboard-write' }],
  geolocation: [{ name: 'geolocation' }],
  'idle-detection': [{ name: 'idle-detection' }],
  media: [{ name: 'camera' }, { name: 'microphone' }],
  midi: [{ name: 'midi' }],
  notifications: [{ name: 'notifications' }],
};
const handlers = { check: null, request: null };

function setHandler(kind, handler) {
  if (handler !== null && typeof handler !== 'function') throw new TypeError(`setPermission${kind}Handler takes a function or null`);
  handlers[kind] = handler;
}

/** Without handlers Electron grants everything. */
async function isGranted(contents, permission, origin, requestingUrl) {
  const details = { isMainFrame: true, requestingUrl, securityOrigin: origin, mediaTypes: [], embeddingOrigin: origin };
  if (handlers.check && !handlers.check(contents, permission, origin, details)) return false;
  if (!handlers.request) return true;
  return new Promise((resolve) => {
    const late = setTimeout(() => resolve(false), 2_000);
    handlers.request(
      contents,
      permission,
      (granted) => {
        clearTimeout(late);
        resolve(granted === true);
      },
      details,
    );
  });
}

/** Before a page of `pageUrl` is loaded. */
async function applyPermissions(browser, contents, pageUrl) {
  const { origin } = new URL(pageUrl);
  if (origin === 'null') return;
  const appUrl = toApp(pageUrl);
  const appOrigin = toApp(`${origin}/`).slice(0, -1);
  const setting = (granted) => (granted ? 'granted' : 'denied');
  await Promise.all(
    Object.entries(PERMISSIONS).map(async ([permission, descriptors]) => {
      const granted = await isGranted(contents, permission, appOrigin, appUrl);
      record('permissions', { permission, origin: appOrigin, granted });
      await Promise.all(
        descriptors.map((descriptor) =>
          browser.root.send('Browser.setPermission', { permission: descriptor, setting: setting(granted), origin }),
        ),
      );
    }),
  );
}

module.exports = { setHandler, applyPermissions };
