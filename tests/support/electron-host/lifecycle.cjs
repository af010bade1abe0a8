// What the other modules ask about the app's life: the start's options, whether it is ready, and whether it is ending.
const { EventEmitter } = require('node:events');

const lifecycle = {
  /** From command-line.cjs, set by launch.cjs before anything else is loaded. */
  options: undefined,
  isReady: false,
  /** 'running', then 'quitting' while windows close, then 'ending'. */
  phase: 'running',
  /** Emits `ready`; and `ending`, when windows and processes are to go. */
  events: new EventEmitter(),
  /** What has to be done before the process may end: functions that answer promises. */
  beforeEnd: [],
};

let tell;
lifecycle.whenReady = new Promise((resolve) => {
  tell = resolve;
});

/** From here on the app is ready. */
lifecycle.becomeReady = () => {
  lifecycle.isReady = true;
  tell();
};

/** @throws as Electron does for what needs the app to be ready */
lifecycle.needReady = (message) => {
  if (!lifecycle.isReady) throw new Error(message);
};

module.exports = lifecycle;
