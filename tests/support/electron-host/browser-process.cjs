// The one Chromium behind all windows.
const path = require('node:path');
const { launchChromium } = require('./chromium/browser.cjs');
const lifecycle = require('./lifecycle.cjs');

let browser;

async function startBrowser({ userData, isWatched, language }) {
  browser = await launchChromium({
    profile: path.join(userData, 'chromium-of-the-test-host'),
    isWatched,
    language,
    onEnd(why) {
      process.stderr.write(`[test host] ${why}\n`);
      process.exit(1);
    },
  });
  lifecycle.beforeEnd.push(() => browser.close());
  return browser;
}

/** @throws before the app is ready */
function getBrowser() {
  if (!browser) throw new Error('Chromium has not started');
  return browser;
}

module.exports = { startBrowser, getBrowser };
