const { Emitter, createEvent, guard } = require('./guard.cjs');
const { offer } = require('./recorder.cjs');

const EVENTS = [
  ...['suspend', 'resume', 'on-ac', 'on-battery', 'shutdown', 'lock-screen', 'unlock-screen', 'user-did-become-active'],
  ...['user-did-resign-active', 'thermal-state-change', 'speed-limit-change'],
];

class PowerMonitor extends Emitter {
  constructor() {
    super('powerMonitor', __filename, EVENTS);
    this._idleSeconds = 0;
    this._isLocked = false;
    this.onBatteryPower = false;
  }
  getSystemIdleTime() {
    return this._idleSeconds;
  }
  getSystemIdleState(threshold) {
    if (!(threshold > 0)) throw new TypeError('Invalid idle threshold, must be greater than 0');
    if (this._isLocked) return 'locked';
    return this._idleSeconds >= threshold ? 'idle' : 'active';
  }
  isOnBatteryPower() {
    return this.onBatteryPower;
  }
  getCurrentThermalState() {
    return 'unknown';
  }
}
const powerMonitor = new PowerMonitor();

const blockers = new Map();
let lastBlocker = 0;
const powerSaveBlocker = guard(
  {
    start(type) {
      if (!['prevent-app-suspension', 'prevent-display-sleep'].includes(type)) throw new TypeError('Invalid power save blocker type');
      lastBlocker += 1;
      blockers.set(lastBlocker, type);
      return lastBlocker;
    },
    stop: (id) => blockers.delete(id),
    isStarted: (id) => blockers.has(id),
  },
  'powerSaveBlocker',
  __filename,
);

offer({
  /** Any event of powerMonitor. @returns whether the app prevented it (shutdown) */
  emitPower(name, details) {
    if (name === 'lock-screen' || name === 'unlock-screen') powerMonitor._isLocked = name === 'lock-screen';
    if (name === 'on-battery' || name === 'on-ac') powerMonitor.onBatteryPower = name === 'on-battery';
    const event = createEvent(details);
    powerMonitor.emit(name, event);
    return event.defaultPrevented;
  },
  setIdleSeconds(seconds) {
    powerMonitor._idleSeconds = seconds;
  },
  powerBlockers: () => [...blockers.values()],
});

module.exports = { powerMonitor, powerSaveBlocker };
