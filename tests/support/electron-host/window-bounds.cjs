// Where a window is and how large, and its states of being small, large and full.
const { screen } = require('./screen.cjs');

/** Adds these to BrowserWindow. */
function addWindowBounds(prototype) {
  const methods = {
    _startBounds(options) {
      const { workArea } = screen._primary();
      const { width = 800, height = 600 } = options;
      const centre = {
        x: Math.round(workArea.x + (workArea.width - width) / 2),
        y: Math.round(workArea.y + (workArea.height - height) / 2),
      };
      this._bounds = { x: options.x ?? centre.x, y: options.y ?? centre.y, width, height };
      this._state = options.fullscreen ? 'full' : 'normal';
      this._minimum = [options.minWidth ?? 0, options.minHeight ?? 0];
      this._maximum = [options.maxWidth ?? 0, options.maxHeight ?? 0];
    },
    /** What the states make of it: the bounds of before come back with `normal`. */
    getBounds() {
      this._need();
      const display = screen.getDisplayMatching(this._bounds);
      if (this._state === 'full') return { ...display.bounds };
      return { ...(this._state === 'maximized' ? display.workArea : this._bounds) };
    },
    getNormalBounds() {
      this._need();
      return { ...this._bounds };
    },
    getContentBounds() {
      return this.getBounds();
    },
    _contentSize() {
      const { width, height } = this.getBounds();
      return { width, height };
    },
    _changed(...events) {
      this.webContents._emulation.applySoon();
      for (const event of events) this.emit(event);
    },
    setBounds(bounds) {
      this._need();
      const before = this._bounds;
      const next = { ...before, ...bounds };
      for (const [name, value] of Object.entries(next)) {
        if (!Number.isInteger(value)) throw new TypeError(`Error processing argument: ${name} must be a whole number`);
      }
      const fit = (value, least, most) => Math.max(least, most > 0 ? Math.min(value, most) : value);
      next.width = fit(next.width, this._minimum[0], this._maximum[0]);
      next.height = fit(next.height, this._minimum[1], this._maximum[1]);
      this._bounds = next;
      if (this._state === 'maximized') this.unmaximize();
      if (next.x !== before.x || next.y !== before.y) this._changed('move', 'moved');
      if (next.width !== before.width || next.height !== before.height) this._changed('resize', 'resized');
    },
    setContentBounds(bounds) {
      this.setBounds(bounds);
    },
    setSize(width, height) {
      this.setBounds({ width, height });
    },
    setContentSize(width, height) {
      this.setBounds({ width, height });
    },
    getSize() {
      const { width, height } = this.getBounds();
      return [width, height];
    },
    getContentSize() {
      return this.getSize();
    },
    setPosition(x, y) {
      this.setBounds({ x, y });
    },
    getPosition() {
      const { x, y } = this.getBounds();
      return [x, y];
    },
    center() {
      const { workArea } = screen.getDisplayMatching(this._bounds);
      const { width, height } = this._bounds;
      this.setBounds({
        x: Math.round(workArea.x + (workArea.width - width) / 2),
        y: Math.round(workArea.y + (workArea.height - height) / 2),
      });
    },
    setMinimumSize(width, height) {
      this._minimum = [width, height];
    },
    getMinimumSize() {
      return [...this._minimum];
    },
    setMaximumSize(width, height) {
      this._maximum = [width, height];
    },
    getMaximumSize() {
      return [...this._maximum];
    },

    isNormal() {
      return this._state === 'normal' && !this._isMinimized;
    },
    maximize() {
      this._need();
      if (this._state === 'maximized') return;
      this._state = 'maximized';
      if (!this._isVisible) this.show();
      this._changed('maximize', 'resize');
    },
    unmaximize() {
      if (this._state !== 'maximized') return;
      this._state = 'normal';
      this._changed('unmaximize', 'resize');
    },
    isMaximized() {
      return this._state === 'maximized';
    },
    minimize() {
      this._need();
      if (this._isMinimized) return;
      this._isMinimized = true;
      this._dropFocus();
      this._tellPage();
      this.emit('minimize');
    },
    restore() {
      if (this._isMinimized) {
        this._isMinimized = false;
        this._tellPage();
        this.emit('restore');
        this.focus();
      } else this.unmaximize();
    },
    isMinimized() {
      return this._isMinimized === true;
    },
    setFullScreen(isFull) {
      this._need();
      if (isFull === this.isFullScreen()) return;
      this._state = isFull ? 'full' : 'normal';
      this._changed(isFull ? 'enter-full-screen' : 'leave-full-screen', 'resize');
    },
    isFullScreen() {
      return this._state === 'full';
    },
    isSimpleFullScreen() {
      return false;
    },
  };
  Object.assign(prototype, methods);
}

module.exports = { addWindowBounds };
