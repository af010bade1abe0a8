const { Readable } = require('node:stream');
const { guard } = require('./guard.cjs');
const lifecycle = require('./lifecycle.cjs');
const { recordError } = require('./recorder.cjs');
const { policyToPage, privilegesOf, registerSchemes, toApp, toPage } = require('./schemes.cjs');

const handlers = new Map();

const protocol = guard(
  {
    registerSchemesAsPrivileged: registerSchemes,
    handle(scheme, handler) {
      lifecycle.needReady('protocol module can only be used after app is ready');
      if (typeof handler !== 'function') throw new TypeError('handler must be a function');
      if (handlers.has(scheme)) throw new Error(`The scheme has been registered: ${scheme}`);
      if (!privilegesOf(scheme)) {
        throw new Error(
          `${scheme}: protocol.handle of a scheme without privileges is not implemented by the test host: add it in protocol.cjs`,
        );
      }
      handlers.set(scheme, handler);
    },
    unhandle(scheme) {
      if (!handlers.delete(scheme)) throw new Error(`The scheme has not been registered: ${scheme}`);
    },
    isProtocolHandled: (scheme) => handlers.has(scheme) || ['http', 'https', 'file', 'data', 'blob', 'about'].includes(scheme),
  },
  'protocol',
  __filename,
);

/** What Chromium's debugger says of a request, as the app's handler gets it. */
function toRequest({ url, method, headers, postDataEntries, hasPostData }) {
  const mapped = Object.entries(headers).map(([name, value]) => [name, /^(?:referer|origin)$/i.test(name) ? toApp(value) : value]);
  const body = hasPostData ? Buffer.concat((postDataEntries ?? []).map(({ bytes }) => Buffer.from(bytes ?? '', 'base64'))) : undefined;
  return new Request(toApp(url), { method, headers: mapped, ...(body ? { body } : {}) });
}

function toHeader([name, value]) {
  if (/^content-security-policy(?:-report-only)?$/i.test(name)) return { name, value: policyToPage(value) };
  if (/^(?:location|access-control-allow-origin)$/i.test(name)) return { name, value: toPage(value) };
  return { name, value };
}

async function readBody(response) {
  if (!response.body) return Buffer.alloc(0);
  const parts = [];
  for await (const part of Readable.fromWeb(response.body)) parts.push(part);
  return Buffer.concat(parts);
}

/** Answers a paused request of one of the app's own schemes by its handler. */
async function answerRequest(session, { requestId, request, resourceType }) {
  const fail = (errorReason) => session.tell('Fetch.failRequest', { requestId, errorReason });
  const scheme = new URL(toApp(request.url)).protocol.slice(0, -1);
  const handler = handlers.get(scheme);
  if (!handler) return fail('Failed');
  if (['Fetch', 'XHR'].includes(resourceType) && !privilegesOf(scheme).supportFetchAPI) return fail('AccessDenied');
  try {
    const response = await handler(toRequest(request));
    if (!(response instanceof Response)) throw new TypeError('the handler answered no Response');
    if (response.type === 'error') return fail('Failed');
    session.tell('Fetch.fulfillRequest', {
      requestId,
      responseCode: response.status,
      responseHeaders: [...response.headers].map(toHeader),
      body: (await readBody(response)).toString('base64'),
    });
  } catch (error) {
    recordError(`the handler of ${toApp(request.url)}`, error);
    fail('Failed');
  }
}

module.exports = { protocol, answerRequest };
