const { Emitter, createEvent, guardClass } = require('./guard.cjs');
const lifecycle = require('./lifecycle.cjs');
const { describeImage, toImage } = require('./native-image.cjs');
const { offer } = require('./recorder.cjs');

const DEFAULTS = {
  ...{ title: '', subtitle: '', body: '', silent: false, hasReply: false, replyPlaceholder: '', urgency: 'normal', timeoutType: 'default' },
  ...{ actions: [], sound: '', closeButtonText: '', toastXml: '', id: '', groupId: '', groupTitle: '' },
};
/** All that were shown, in order; one shown again stands where it first did, with a higher `shown`. */
const shown = [];

class Notification extends Emitter {
  constructor(options = {}) {
    super('Notification', __filename, ['show', 'click', 'close', 'reply', 'action', 'failed']);
    lifecycle.needReady('Cannot create Notification before app is ready');
    for (const name of Object.keys(options)) {
      if (!Object.hasOwn(DEFAULTS, name) && name !== 'icon') throw new Error(`Notification has no option ${name}`);
    }
    const given = Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined));
    for (const name of ['title', 'subtitle', 'body']) {
      if (name in given && typeof given[name] !== 'string') throw new TypeError(`Notification's ${name} must be a string`);
    }
    if (!['normal', 'critical', 'low'].includes(given.urgency ?? 'normal')) throw new TypeError('Invalid urgency');
    if (!['default', 'never'].includes(given.timeoutType ?? 'default')) throw new TypeError('Invalid timeoutType');
    Object.assign(this, DEFAULTS, given);
    this._icon = given.icon === undefined ? null : toImage(given.icon);
    this._times = 0;
    this._isOpen = false;
  }

  static isSupported() {
    return process.env.ELECTRON_HOST_NO_NOTIFICATIONS !== '1';
  }

  show() {
    if (!Notification.isSupported()) return;
    this._times += 1;
    this._isOpen = true;
    if (!shown.includes(this)) shown.push(this);
    setImmediate(() => this.emit('show', createEvent()));
  }
  close() {
    if (!this._isOpen) return;
    this._isOpen = false;
    setImmediate(() => this.emit('close', createEvent({ reason: 'applicationHidden' })));
  }
}

const find = (index) => {
  const notification = shown.at(index);
  if (!notification) throw new Error(`No notification ${index}: ${shown.length} were shown`);
  return notification;
};
/** What the system does when a person answers one: most close it. */
const answers = {
  click: (notification) => notification.emit('click', createEvent()),
  action: (notification, index) => {
    if (!notification.actions[index]) throw new Error(`The notification has no action ${index}`);
    notification.emit('action', createEvent({ actionIndex: index, selectionIndex: -1 }), index, -1);
  },
  reply: (notification, reply) => notification.emit('reply', createEvent({ reply }), reply),
  close: (notification) => notification.emit('close', createEvent({ reason: 'userCanceled' })),
  failed: (notification, error) => notification.emit('failed', createEvent({ error }), error),
};

offer({
  notifications: () =>
    shown.map((notification) => ({
      ...Object.fromEntries(Object.keys(DEFAULTS).map((name) => [name, notification[name]])),
      icon: notification._icon && describeImage(notification._icon),
      shown: notification._times,
      isOpen: notification._isOpen,
    })),
  /** `index` counts those that were shown, -1 being the last; `how`: click, action (with its index), reply, close or failed. */
  answerNotification(index, how, detail) {
    const notification = find(index);
    notification._isOpen = false;
    answers[how](notification, detail);
  },
  forgetNotifications: () => void shown.splice(0),
});

module.exports = { Notification: guardClass(Notification, __filename) };
