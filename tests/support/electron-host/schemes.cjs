// Schemes of the app's own. Chromium's debugger can't drive those, so `app://syncdeck/jobs` is `http://syncdeck.app.localhost/jobs` in the page:
// a secure context, an origin of its own, and nothing of it ever reaches the network. The app sees its own addresses everywhere.
const lifecycle = require('./lifecycle.cjs');

const privileged = new Map();

/** `protocol.registerSchemesAsPrivileged`. */
function registerSchemes(schemes) {
  if (lifecycle.isReady) throw new Error('protocol.registerSchemesAsPrivileged should be called before app is ready');
  if (privileged.size > 0) throw new Error('protocol.registerSchemesAsPrivileged can only be called once');
  for (const { scheme, privileges = {} } of schemes) {
    if (!/^[a-z][a-z0-9+-]*$/.test(scheme)) throw new Error(`Invalid scheme: ${scheme}`);
    if (!privileges.standard || !privileges.secure) {
      throw new Error(`${scheme}: only schemes that are standard and secure are implemented by the test host: add it in schemes.cjs`);
    }
    privileged.set(scheme, privileges);
  }
}

const privilegesOf = (scheme) => privileged.get(scheme);

/** An address of the app as the page has it; others stay. */
function toPage(url) {
  const match = /^([a-z][a-z0-9+-]*):\/\/([^/?#]+)(.*)$/s.exec(url);
  return match && privileged.has(match[1]) ? `http://${match[2]}.${match[1]}.localhost${match[3]}` : url;
}

/** An address of the page as the app has it; others stay. */
function toApp(url) {
  const match = /^http:\/\/([^/?#]+)\.([a-z][a-z0-9+-]*)\.localhost(?=[/?#]|$)(.*)$/s.exec(url);
  return match && privileged.has(match[2]) ? `${match[2]}://${match[1]}${match[3]}` : url;
}

/** `'self'` means the page's origin already; sources that name the scheme are named anew. */
function policyToPage(policy) {
  let mapped = policy;
  for (const scheme of privileged.keys()) {
    mapped = mapped
      .replace(new RegExp(`(?<![\\w-])${scheme}://([\\w.-]+)`, 'g'), `http://$1.${scheme}.localhost`)
      .replace(new RegExp(`(?<![\\w-])${scheme}:(?=[\\s;]|$)`, 'g'), `http://*.${scheme}.localhost`);
  }
  return mapped;
}

const schemes = () => [...privileged.keys()];

module.exports = { registerSchemes, privilegesOf, toPage, toApp, policyToPage, schemes };
