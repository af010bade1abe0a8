// Where a page goes: what the host asks for, what the page asks for and the app may refuse, and what becomes of it.
const { setTimeout: sleep } = require('node:timers/promises');
const { createEvent } = require('./guard.cjs');
const { applyPermissions } = require('./permissions.cjs');
const { answerRequest } = require('./protocol.cjs');
const { record } = require('./recorder.cjs');
const { schemes, toApp, toPage } = require('./schemes.cjs');
const { answerForApp, watchesRequests } = require('./web-request.cjs');

const ERRORS = {
  ERR_FAILED: -2,
  ERR_ABORTED: -3,
  ERR_FILE_NOT_FOUND: -6,
  ERR_BLOCKED_BY_CLIENT: -20,
  ERR_CONNECTION_REFUSED: -102,
  ERR_NAME_NOT_RESOLVED: -105,
  ERR_INTERNET_DISCONNECTED: -106,
  ERR_CERT_AUTHORITY_INVALID: -202,
  ERR_INVALID_URL: -300,
  ERR_UNSAFE_PORT: -312,
  ERR_UNKNOWN_URL_SCHEME: -302,
};
const LOADED = /^(?:https?|file|data|blob|about|javascript|chrome|devtools):/;

/** Watches a page's navigations for its web contents. */
function watchNavigation(contents, link, browser) {
  const { session, targetId } = link;
  /** Addresses that the page itself asked for, not yet seen on their way. */
  const asked = new Set();

  const enable = () =>
    session.send('Fetch.enable', {
      patterns: [
        { urlPattern: '*', resourceType: 'Document' },
        ...schemes().map((scheme) => ({ urlPattern: `http://*.${scheme}.localhost/*` })),
        ...(watchesRequests() ? [{ urlPattern: 'http*' }] : []),
      ],
    });

  /** Asks the app. @returns whether it lets the page go there */
  function mayGo(name, url, { isMainFrame = true } = {}) {
    const details = {
      url,
      isMainFrame,
      isSameDocument: false,
      frame: isMainFrame ? contents.mainFrame : null,
      initiator: contents.mainFrame,
    };
    const event = createEvent(details);
    contents.emit(name, event, url, false, isMainFrame, 1, 1);
    return !event.defaultPrevented;
  }

  /** The page's process tells of it before the request comes, on another way: a moment later at most. */
  async function isAskedByPage(url) {
    for (let tries = 0; !asked.has(url) && tries < 10; tries += 1) await sleep(10);
    return asked.delete(url);
  }

  async function judge({ request, frameId, redirectedRequestId }) {
    const url = toApp(request.url);
    if (frameId !== targetId) return mayGo('will-frame-navigate', url, { isMainFrame: false });
    if (redirectedRequestId) return mayGo('will-redirect', url);
    const isOurs = contents._goingTo !== undefined;
    if (!isOurs && (await isAskedByPage(url)) && !(mayGo('will-frame-navigate', url) && mayGo('will-navigate', url))) return false;
    contents.emit('did-start-navigation', createEvent({ url, isMainFrame: true, isSameDocument: false, frame: contents.mainFrame }), url);
    return true;
  }

  session.on('Fetch.requestPaused', async (paused) => {
    try {
      if (paused.resourceType === 'Document' && paused.responseStatusCode === undefined) {
        if (!(await judge(paused))) return session.tell('Fetch.failRequest', { requestId: paused.requestId, errorReason: 'Aborted' });
        if (paused.frameId === targetId) await applyPermissions(browser, contents, paused.request.url);
      }
      if (toApp(paused.request.url) !== paused.request.url) await answerRequest(session, paused);
      else await answerForApp(session, contents, paused);
    } catch (error) {
      contents._hostError('a request of the page', error);
    }
  });
  session.on('Page.frameRequestedNavigation', ({ frameId, url, disposition }) => {
    if (frameId !== targetId || disposition !== 'currentTab') return;
    if (LOADED.test(url)) asked.add(toApp(url));
    else if (mayGo('will-navigate', url)) record('externalNavigations', url);
  });
  session.on('Page.frameNavigated', ({ frame }) => {
    if (frame.id !== targetId) return;
    asked.clear();
    const url = toApp(frame.unreachableUrl ?? frame.url) + (frame.urlFragment ?? '');
    if (url === 'about:blank' && !contents._goingTo) return;
    contents._url = url;
    if (frame.unreachableUrl) {
      if (contents._goingTo?.isReload) contents._goingTo = undefined;
      if (!contents._goingTo) contents.emit('did-fail-load', createEvent(), -2, 'ERR_FAILED', url, true, 1, 1);
    } else contents.emit('did-navigate', createEvent(), url, 200, 'OK');
  });
  session.on('Page.navigatedWithinDocument', ({ frameId, url }) => {
    if (frameId !== targetId) return;
    contents._url = toApp(url);
    const details = { url: contents._url, isMainFrame: true, isSameDocument: true, frame: contents.mainFrame };
    contents.emit('did-start-navigation', createEvent(details), contents._url);
    contents.emit('did-navigate-in-page', createEvent(), contents._url, true, 1, 1);
  });
  return enable;
}

/** `loadURL`: resolves when the page has loaded. @throws Electron's error for a page that can't be loaded */
async function navigate(contents, session, url) {
  const fail = (name) => {
    const errno = ERRORS[name] ?? -2;
    contents.emit('did-fail-load', createEvent(), errno, name, url, true, 1, 1);
    return Object.assign(new Error(`${name} (${errno}) loading '${url}'`), { errno, code: name, url });
  };
  if (!URL.canParse(url)) throw fail('ERR_INVALID_URL');
  if (!LOADED.test(toPage(url))) throw fail('ERR_UNKNOWN_URL_SCHEME');
  const going = {};
  contents._goingTo = going;
  const loaded = new Promise((resolve, reject) => {
    going.resolve = resolve;
    going.reject = reject;
  });
  const { errorText, loaderId } = await session.send('Page.navigate', { url: toPage(url) });
  if (contents._goingTo === going && (errorText || !loaderId)) contents._goingTo = undefined;
  if (errorText) throw fail(errorText.replace(/^net::/, ''));
  if (loaderId) await loaded;
}

module.exports = { watchNavigation, navigate };
