// `session.webRequest`, for http and https: an app's own schemes don't pass it with Electron either.
const { guard } = require('./guard.cjs');

const lifecycle = require('./lifecycle.cjs');

const listeners = {};

/** `https://*.example.com/*` and the like, as Chromium's extensions have them. */
function toPattern(pattern) {
  if (pattern === '<all_urls>') return /^https?:/;
  const escaped = pattern
    .replace(/[.+?^${}()|[\]\\]/g, '\\$&')
    .replace(/^\*:/, 'https?:')
    .replaceAll('*', '.*');
  return new RegExp(`^${escaped}$`);
}

function listen(name) {
  return (...args) => {
    const listener = args.at(-1);
    const urls = args.length > 1 ? args[0].urls : ['<all_urls>'];
    if (listener !== null && typeof listener !== 'function') throw new TypeError(`webRequest.${name} takes a function or null`);
    listeners[name] = listener ? { listener, patterns: urls.map(toPattern) } : undefined;
    // Pages that are open already are watched from now on too.
    lifecycle.events.emit('web-request');
  };
}

const webRequest = guard(
  {
    onBeforeRequest: listen('onBeforeRequest'),
    onBeforeSendHeaders: listen('onBeforeSendHeaders'),
    onHeadersReceived: listen('onHeadersReceived'),
  },
  'webRequest',
  __filename,
);

const watchesRequests = () => Object.values(listeners).some(Boolean);

function ask(name, url, details) {
  const found = listeners[name];
  if (!found?.patterns.some((pattern) => pattern.test(url))) return {};
  return new Promise((resolve) => found.listener(details, (answer) => resolve(answer ?? {})));
}

const toLists = (headers) => Object.fromEntries((headers ?? []).map(({ name, value }) => [name, [value]]));
const fromLists = (headers) => Object.entries(headers).flatMap(([name, values]) => [values].flat().map((value) => ({ name, value })));

/** Lets a paused request go on, or not, or changed, as the app's listeners say. */
async function answerForApp(session, contents, paused) {
  const { requestId, request, resourceType, networkId, responseStatusCode, responseHeaders } = paused;
  const { url, method } = request;
  const details = {
    id: networkId,
    url,
    method,
    webContentsId: contents.id,
    resourceType: resourceType.toLowerCase(),
    timestamp: Date.now(),
  };
  if (responseStatusCode !== undefined) {
    const answer = await ask('onHeadersReceived', url, {
      ...details,
      statusCode: responseStatusCode,
      responseHeaders: toLists(responseHeaders),
    });
    if (answer.cancel) return session.tell('Fetch.failRequest', { requestId, errorReason: 'BlockedByClient' });
    const headers = answer.responseHeaders ? fromLists(answer.responseHeaders) : responseHeaders;
    return session.tell('Fetch.continueResponse', { requestId, responseCode: responseStatusCode, responseHeaders: headers });
  }
  const before = await ask('onBeforeRequest', url, details);
  if (before.cancel) return session.tell('Fetch.failRequest', { requestId, errorReason: 'BlockedByClient' });
  const sending = await ask('onBeforeSendHeaders', url, { ...details, requestHeaders: request.headers });
  if (sending.cancel) return session.tell('Fetch.failRequest', { requestId, errorReason: 'BlockedByClient' });
  session.tell('Fetch.continueRequest', {
    requestId,
    interceptResponse: Boolean(listeners.onHeadersReceived),
    ...(before.redirectURL ? { url: before.redirectURL } : {}),
    ...(sending.requestHeaders ? { headers: fromLists(sending.requestHeaders) } : {}),
  });
}

module.exports = { webRequest, watchesRequests, answerForApp };
