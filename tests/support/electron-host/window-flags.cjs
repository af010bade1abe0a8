// What a window is told and only has to remember.
/** [property, setter, getter, what it is at first] */
const FLAGS = [
  ['resizable', 'setResizable', 'isResizable', true],
  ['movable', 'setMovable', 'isMovable', true],
  ['minimizable', 'setMinimizable', 'isMinimizable', true],
  ['maximizable', 'setMaximizable', 'isMaximizable', true],
  ['closable', 'setClosable', 'isClosable', true],
  ['focusable', 'setFocusable', 'isFocusable', true],
  ['fullScreenable', 'setFullScreenable', 'isFullScreenable', true],
  ['autoHideMenuBar', 'setAutoHideMenuBar', 'isMenuBarAutoHide', false],
  ['menuBarVisible', 'setMenuBarVisibility', 'isMenuBarVisible', true],
  ['documentEdited', 'setDocumentEdited', 'isDocumentEdited', false],
  ['excludedFromShownWindowsMenu', 'setExcludedFromShownWindowsMenu', undefined, false],
  ['opacity', 'setOpacity', 'getOpacity', 1],
  ['backgroundColor', 'setBackgroundColor', 'getBackgroundColor', '#FFFFFF'],
];
const REMEMBERED = ['setTitleBarOverlay', 'setIcon', 'setSkipTaskbar', 'setContentProtection', 'setVibrancy', 'setBackgroundMaterial'];
const ALSO_REMEMBERED = ['setWindowButtonVisibility', 'setWindowButtonPosition', 'setThumbnailToolTip', 'setAppDetails', 'setAccentColor'];
const ON_TOP = [
  'setAlwaysOnTop',
  'setVisibleOnAllWorkspaces',
  'moveTop',
  'setAspectRatio',
  'setHasShadow',
  'setEnabled',
  'setThumbarButtons',
];

/** Adds these to BrowserWindow. */
function addWindowFlags(prototype) {
  prototype._startFlags = function (options) {
    this._told = {};
    this._flags = Object.fromEntries(FLAGS.map(([property, , , atFirst]) => [property, options[property] ?? atFirst]));
    this._flags.fullScreenable = options.fullscreenable ?? true;
  };
  for (const [property, setter, getter] of FLAGS) {
    prototype[setter] = function (value) {
      this._need();
      this._flags[property] = value;
    };
    if (getter) {
      prototype[getter] = function () {
        return this._flags[property];
      };
    }
    if (property === 'backgroundColor' || property === 'opacity') continue;
    Object.defineProperty(prototype, property, {
      get() {
        return this._flags[property];
      },
      set(value) {
        this[setter](value);
      },
    });
  }
  for (const name of [...REMEMBERED, ...ALSO_REMEMBERED, ...ON_TOP]) {
    prototype[name] = function (...args) {
      this._need();
      this._told[name] = args;
    };
  }
  prototype.isAlwaysOnTop = function () {
    return this._told.setAlwaysOnTop?.[0] ?? this._options.alwaysOnTop ?? false;
  };
  prototype.isEnabled = function () {
    return this._told.setEnabled?.[0] ?? true;
  };
  prototype.isModal = function () {
    return this._options.modal ?? false;
  };
  prototype.isKiosk = function () {
    return this._options.kiosk ?? false;
  };
}

module.exports = { addWindowFlags };
