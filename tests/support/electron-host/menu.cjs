const { matchesAccelerator, parseAccelerator } = require('./accelerators.cjs');
const { Emitter, createEvent, guardClass } = require('./guard.cjs');
const lifecycle = require('./lifecycle.cjs');
const { findRole } = require('./menu-roles.cjs');
const { NativeImage } = require('./native-image.cjs');
const { offer } = require('./recorder.cjs');

const TYPES = ['normal', 'separator', 'submenu', 'checkbox', 'radio', 'header', 'palette'];
let lastCommandId = 0;
let applicationMenu = null;
let popup = null;

class MenuItem {
  constructor(options) {
    const role = options.role ? findRole(options.role) : {};
    const submenu = options.submenu ?? role.submenu;
    Object.assign(
      this,
      { enabled: true, visible: true, checked: false, registerAccelerator: true, acceleratorWorksWhenHidden: true },
      options,
    );
    lastCommandId += 1;
    this.commandId = lastCommandId;
    this.label = options.label ?? role.label ?? '';
    this.sublabel = options.sublabel ?? '';
    this.toolTip = options.toolTip ?? '';
    this.accelerator = options.accelerator ?? role.accelerator;
    this.type = options.type ?? (submenu ? 'submenu' : 'normal');
    if (!TYPES.includes(this.type)) throw new Error(`Unknown menu item type: ${this.type}`);
    if (this.accelerator) parseAccelerator(this.accelerator);
    if (options.icon !== undefined && !(options.icon instanceof NativeImage) && typeof options.icon !== 'string')
      throw new TypeError('Invalid icon');
    this.submenu = Array.isArray(submenu) ? Menu.buildFromTemplate(submenu) : submenu;
    if (this.type === 'submenu' && !(this.submenu instanceof Menu)) throw new Error('Invalid submenu');
    const { click } = options;
    if (click !== undefined && typeof click !== 'function') throw new TypeError('click must be a function');
    this.click = (event = {}, window = lifecycle.focusedWindow) => {
      if (!this.enabled) return;
      if (this.type === 'checkbox') this.checked = !this.checked;
      if (this.type === 'radio') for (const other of this.menu.items) if (other.type === 'radio') other.checked = other === this;
      if (role.act) role.act(window);
      else click?.(this, window ?? undefined, event);
    };
  }
}

class Menu extends Emitter {
  constructor() {
    super('Menu', __filename, ['menu-will-show', 'menu-will-close']);
    this.items = [];
  }

  static buildFromTemplate(template) {
    if (!Array.isArray(template)) throw new TypeError('Invalid template for Menu: Menu template must be an array');
    const menu = new Menu();
    for (const options of template) {
      const isWhole = options && typeof options === 'object' && ('label' in options || 'role' in options || options.type === 'separator');
      if (!isWhole) throw new TypeError('Invalid template for MenuItem: must have at least one of label, role or type');
      menu.append(options instanceof MenuItem ? options : new MenuItem(options));
    }
    return menu;
  }
  static setApplicationMenu(menu) {
    if (menu !== null && !(menu instanceof Menu)) throw new TypeError('Invalid menu');
    applicationMenu = menu;
  }
  static getApplicationMenu() {
    return applicationMenu;
  }

  append(item) {
    this.insert(this.items.length, item);
  }
  insert(index, item) {
    if (!(item instanceof MenuItem)) throw new TypeError('Invalid item');
    if (index < 0 || index > this.items.length) throw new RangeError(`Position ${index} cannot be less than 0 or beyond the end`);
    item.menu = this;
    this.items.splice(index, 0, item);
  }
  popup(options = {}) {
    popup = this;
    this._closePopup = options.callback;
    this.emit('menu-will-show', createEvent());
  }
  closePopup() {
    if (popup !== this) return;
    popup = null;
    this.emit('menu-will-close', createEvent());
    this._closePopup?.();
  }
  getMenuItemById(id) {
    return findItem(this, (item) => item.id === id);
  }
}

function findItem(menu, fits) {
  for (const item of menu.items) {
    const found = fits(item) ? item : item.submenu && findItem(item.submenu, fits);
    if (found) return found;
  }
  return null;
}

/** A menu as plain data, for specs. */
function describeMenu(menu) {
  if (!menu) return null;
  return menu.items
    .filter(({ visible }) => visible)
    .map(({ id, label, sublabel, type, role, enabled, checked, accelerator, submenu }) =>
      JSON.parse(
        JSON.stringify({
          id,
          label,
          sublabel: sublabel || undefined,
          type,
          role,
          enabled,
          checked,
          accelerator,
          submenu: describeMenu(submenu) ?? undefined,
        }),
      ),
    );
}

/** Clicks what a person could: the item with that id, or else that label. @throws when there is none, or it is off */
function clickItem(menu, idOrLabel) {
  const item = menu && (menu.getMenuItemById(idOrLabel) ?? findItem(menu, ({ label }) => label === idOrLabel));
  if (!item) throw new Error(`The menu has no item ${idOrLabel}`);
  if (!item.enabled || !item.visible) throw new Error(`The menu's item ${idOrLabel} can't be clicked`);
  item.click();
}

// A key that the page left alone.
lifecycle.events.on('key', (contents, key) => {
  if (!applicationMenu || contents._ignoresMenu) return;
  const fits = ({ accelerator, enabled, registerAccelerator, submenu }) =>
    accelerator && enabled && registerAccelerator && !submenu && matchesAccelerator(accelerator, key);
  findItem(applicationMenu, fits)?.click({ triggeredByAccelerator: true }, contents._owner);
});

offer({
  appMenu: () => describeMenu(applicationMenu),
  clickAppMenu: (idOrLabel) => clickItem(applicationMenu, idOrLabel),
  popupMenu: () => describeMenu(popup),
  clickPopupMenu(idOrLabel) {
    const menu = popup;
    clickItem(menu, idOrLabel);
    menu.closePopup();
  },
});

module.exports = { Menu: guardClass(Menu, __filename), MenuItem, describeMenu, clickItem };
