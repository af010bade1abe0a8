const { Emitter } = require('./guard.cjs');
const { offer } = require('./recorder.cjs');

const SOURCES = ['system', 'light', 'dark'];

class NativeTheme extends Emitter {
  constructor() {
    super('nativeTheme', __filename, ['updated']);
    this._source = 'system';
    this._system = 'light';
  }
  get themeSource() {
    return this._source;
  }
  set themeSource(source) {
    if (!SOURCES.includes(source)) throw new TypeError(`Error processing argument: themeSource must be one of ${SOURCES.join(', ')}`);
    if (source === this._source) return;
    this._source = source;
    this.emit('updated');
  }
  get shouldUseDarkColors() {
    return (this._source === 'system' ? this._system : this._source) === 'dark';
  }
  get shouldUseDarkColorsForSystemIntegratedUI() {
    return this._system === 'dark';
  }
  get shouldUseHighContrastColors() {
    return false;
  }
  get shouldUseInvertedColorScheme() {
    return false;
  }
  get inForcedColorsMode() {
    return false;
  }
  get prefersReducedTransparency() {
    return false;
  }
}
const nativeTheme = new NativeTheme();

offer({
  /** The system's own theme. */
  setSystemTheme(theme) {
    nativeTheme._system = theme;
    nativeTheme.emit('updated');
  },
});

module.exports = nativeTheme;
