const { Emitter, createEvent, guardClass } = require('./guard.cjs');
const lifecycle = require('./lifecycle.cjs');
const { clickItem, describeMenu, Menu } = require('./menu.cjs');
const { describeImage, toImage } = require('./native-image.cjs');
const { offer } = require('./recorder.cjs');

const EVENTS = [
  ...['click', 'right-click', 'double-click', 'middle-click', 'mouse-enter', 'mouse-leave', 'mouse-move', 'mouse-down', 'mouse-up'],
  ...['balloon-show', 'balloon-click', 'balloon-closed', 'drop', 'drop-files', 'drop-text', 'drag-enter', 'drag-leave', 'drag-end'],
];
const trays = [];

class Tray extends Emitter {
  constructor(image, guid) {
    super('Tray', __filename, EVENTS);
    lifecycle.needReady('Cannot create Tray before app is ready');
    this._guid = guid;
    this._toolTip = '';
    this._title = '';
    this.setImage(image);
    trays.push(this);
  }

  _need() {
    if (this.isDestroyed()) throw new Error('Tray is destroyed');
  }
  setImage(image) {
    const found = toImage(image);
    // Electron would take it, and show nothing.
    if (found.isEmpty()) throw new Error('The image of a tray must not be empty');
    this._image = found;
  }
  setPressedImage(image) {
    toImage(image);
  }
  setToolTip(toolTip) {
    this._need();
    if (typeof toolTip !== 'string') throw new TypeError('Error processing argument at index 0, conversion failure');
    this._toolTip = toolTip;
  }
  setTitle(title) {
    this._need();
    this._title = title;
  }
  getTitle() {
    return this._title;
  }
  setContextMenu(menu) {
    this._need();
    if (menu !== null && !(menu instanceof Menu)) throw new TypeError('Error processing argument at index 0, conversion failure');
    this._menu = menu;
  }
  popUpContextMenu(menu = this._menu) {
    menu?.popup();
  }
  closeContextMenu() {}
  setIgnoreDoubleClickEvents() {}
  getBounds() {
    return { x: 0, y: 0, width: 22, height: 22 };
  }
  focus() {}
  destroy() {
    const at = trays.indexOf(this);
    if (at >= 0) trays.splice(at, 1);
  }
  isDestroyed() {
    return this._image !== undefined && !trays.includes(this);
  }
}

const onlyTray = () => {
  if (trays.length !== 1) throw new Error(`There are ${trays.length} trays`);
  return trays[0];
};
offer({
  trays: () =>
    trays.map((tray) => ({
      image: describeImage(tray._image),
      toolTip: tray._toolTip,
      title: tray._title,
      menu: describeMenu(tray._menu),
    })),
  clickTray: (event = 'click') => void onlyTray().emit(event, createEvent(), onlyTray().getBounds(), { x: 0, y: 0 }),
  clickTrayMenu: (idOrLabel) => clickItem(onlyTray()._menu, idOrLabel),
});

module.exports = { Tray: guardClass(Tray, __filename) };
