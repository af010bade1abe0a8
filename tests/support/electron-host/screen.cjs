const { Emitter, createEvent } = require('./guard.cjs');
const lifecycle = require('./lifecycle.cjs');
const { offer } = require('./recorder.cjs');

/** A display of `bounds` with a task bar below; what else a display has stands as it is on a plain desktop. */
const createDisplay = ({ id, bounds, workArea, scaleFactor = 1 }) => ({
  ...{
    id,
    label: `Display ${id}`,
    bounds,
    scaleFactor,
    rotation: 0,
    internal: false,
    detected: true,
    monochrome: false,
    touchSupport: 'unknown',
  },
  workArea: workArea ?? { ...bounds, height: bounds.height - 40 },
  size: { width: bounds.width, height: bounds.height },
  workAreaSize: { width: bounds.width, height: (workArea ?? { height: bounds.height - 40 }).height },
  ...{ displayFrequency: 60, colorDepth: 24, depthPerComponent: 8, colorSpace: '', accelerometerSupport: 'unknown' },
});

const overlap = (one, other) =>
  Math.max(0, Math.min(one.x + one.width, other.x + other.width) - Math.max(one.x, other.x)) *
  Math.max(0, Math.min(one.y + one.height, other.y + other.height) - Math.max(one.y, other.y));
const distance = ({ x, y, width, height }, point) =>
  Math.hypot(Math.max(x - point.x, 0, point.x - (x + width)), Math.max(y - point.y, 0, point.y - (y + height)));
const middleOf = ({ x, y, width, height }) => ({ x: x + width / 2, y: y + height / 2 });

class Screen extends Emitter {
  constructor() {
    super('screen', __filename, ['display-added', 'display-removed', 'display-metrics-changed']);
    this._displays = [createDisplay({ id: 1, bounds: { x: 0, y: 0, width: 1920, height: 1080 } })];
  }
  _primary() {
    return this._displays[0];
  }
  _need() {
    lifecycle.needReady("The 'screen' module can't be used before the app 'ready' event");
  }
  getAllDisplays() {
    this._need();
    return structuredClone(this._displays);
  }
  getPrimaryDisplay() {
    return this.getAllDisplays()[0];
  }
  getDisplayMatching(rect) {
    const displays = this.getAllDisplays();
    const best = displays.reduce((found, display) => (overlap(display.bounds, rect) > overlap(found.bounds, rect) ? display : found));
    return overlap(best.bounds, rect) > 0 ? best : this.getDisplayNearestPoint(middleOf(rect));
  }
  getDisplayNearestPoint(point) {
    return this.getAllDisplays().reduce((found, display) =>
      distance(display.bounds, point) < distance(found.bounds, point) ? display : found,
    );
  }
  getCursorScreenPoint() {
    return middleOf(this.getPrimaryDisplay().bounds);
  }
}
const screen = new Screen();

offer({
  /** The displays from now on, the first being the primary one: `{ id, bounds, workArea?, scaleFactor? }` of each. */
  setDisplays(list) {
    const before = screen._displays;
    screen._displays = list.map(createDisplay);
    for (const display of before) if (!list.some(({ id }) => id === display.id)) screen.emit('display-removed', createEvent(), display);
    for (const display of screen._displays) {
      const old = before.find(({ id }) => id === display.id);
      if (!old) screen.emit('display-added', createEvent(), display);
      else if (JSON.stringify(old) !== JSON.stringify(display))
        screen.emit('display-metrics-changed', createEvent(), display, ['bounds', 'workArea']);
    }
  },
});

module.exports = { screen };
