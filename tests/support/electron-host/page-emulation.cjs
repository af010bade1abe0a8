// How a page looks to itself: as large as its window, in the system's theme, and zoomed.
const nativeTheme = require('./native-theme.cjs');

/** ELECTRON_HOST_REDUCED_MOTION=1: a person who wants no animations, so that specs need not wait for any. */
const MOTION = process.env.ELECTRON_HOST_REDUCED_MOTION === '1' ? [{ name: 'prefers-reduced-motion', value: 'reduce' }] : [];

function createEmulation(contents) {
  let zoom = contents._preferences.zoomFactor ?? 1;

  async function apply() {
    const { session } = contents._link;
    const { width, height } = contents._size();
    const theme = nativeTheme.shouldUseDarkColors ? 'dark' : 'light';
    await Promise.all([
      session.send('Emulation.setDeviceMetricsOverride', {
        width: Math.round(width / zoom),
        height: Math.round(height / zoom),
        deviceScaleFactor: zoom,
        mobile: false,
      }),
      session.send('Emulation.setEmulatedMedia', { features: [{ name: 'prefers-color-scheme', value: theme }, ...MOTION] }),
    ]);
  }
  const applySoon = () => {
    if (contents._link) apply().catch((error) => contents._hostError('emulation', error));
  };
  nativeTheme.on('updated', applySoon);
  contents.once('destroyed', () => nativeTheme.off('updated', applySoon));

  return {
    apply,
    applySoon,
    zoom: () => zoom,
    zoomTo(factor) {
      zoom = factor;
      applySoon();
    },
  };
}

module.exports = { createEmulation };
