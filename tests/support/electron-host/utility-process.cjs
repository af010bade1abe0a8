const { fork: forkNode } = require('node:child_process');
const path = require('node:path');
const { app } = require('./app.cjs');
const { clone } = require('./clone.cjs');
const { Emitter, createEvent, guard } = require('./guard.cjs');
const lifecycle = require('./lifecycle.cjs');
const { RemoteEnds, takeEnds } = require('./message-ports.cjs');

const CHILD = path.join(__dirname, 'utility-child.cjs');
const SIGNALS = { SIGTERM: 15, SIGKILL: 9, SIGABRT: 6, SIGSEGV: 11 };
const children = new Set();

/** What Electron makes of `stdio`, for Node: stdin is always ignored. */
function readStdio(stdio = 'inherit') {
  const list = Array.isArray(stdio) ? stdio : ['ignore', stdio, stdio];
  if (list[0] !== 'ignore') throw new TypeError('stdin value other than ignore is not supported.');
  const [, out, errors] = list;
  for (const kind of [out, errors]) {
    if (!['pipe', 'ignore', 'inherit'].includes(kind)) throw new TypeError('stdio must be of the following values: inherit, pipe, ignore');
  }
  return ['ignore', out, errors, 'ipc'];
}

class UtilityProcess extends Emitter {
  constructor(modulePath, args, options) {
    super('UtilityProcess', __filename, ['spawn', 'exit', 'message', 'error', 'login']);
    const { serviceName = 'Node Utility Process', cwd, env = process.env, execArgv = [], stdio } = options;
    this._serviceName = serviceName;
    this._child = forkNode(modulePath, args, {
      cwd,
      env,
      execArgv: ['--require', CHILD, ...execArgv],
      serialization: 'advanced',
      stdio: readStdio(stdio),
    });
    const child = this._child;
    this._ends = new RemoteEnds('host', (message) => this._send(message));
    this.stdout = child.stdout;
    this.stderr = child.stderr;
    this.pid = undefined;
    children.add(this);
    child.once('spawn', () => {
      this.pid = child.pid;
      this.emit('spawn');
    });
    child.on('message', (message) => {
      if (message.kind === 'message') this.emit('message', message.data);
      else this._ends.receive(message);
    });
    child.on('error', () => {});
    // Only when its output has been read: what it said last says why.
    child.once('close', (code, signal) => this._gone(code ?? SIGNALS[signal] ?? 1));
  }

  _send(message) {
    if (this._child.connected) this._child.send(message, () => {});
  }
  _gone(code) {
    children.delete(this);
    this._ends.closeAll();
    this.pid = undefined;
    this.emit('exit', code);
    if (lifecycle.phase === 'ending') return;
    const reason = code === 0 ? 'clean-exit' : code === 9 || code === 15 ? 'killed' : 'abnormal-exit';
    app.emit('child-process-gone', createEvent(), {
      type: 'Utility',
      reason,
      exitCode: code,
      serviceName: 'node.mojom.NodeService',
      name: this._serviceName,
    });
  }

  postMessage(message, transfer = []) {
    const data = clone(message);
    const ends = takeEnds(transfer);
    if (this._child.connected) this._send({ kind: 'message', data, ports: this._ends.place(ends) });
    else for (const end of ends) end.close({ isGone: true });
  }
  /** SIGTERM, as with Electron. @returns whether there was a process */
  kill() {
    return this.pid !== undefined && this._child.kill('SIGTERM');
  }
}

const utilityProcess = guard(
  {
    fork(modulePath, args = [], options = {}) {
      lifecycle.needReady('utilityProcess cannot be created before app is ready.');
      if (typeof modulePath !== 'string') throw new TypeError('Missing required argument: modulePath');
      // Both `fork(path, options)` and `fork(path, args, options)`.
      return Array.isArray(args) ? new UtilityProcess(modulePath, args, options) : new UtilityProcess(modulePath, [], args);
    },
  },
  'utilityProcess',
  __filename,
);
app._children = () =>
  [...children].filter(({ pid }) => pid !== undefined).map(({ pid, _serviceName }) => ({ pid, serviceName: _serviceName }));

/** None outlives the app. SIGTERM first, so that they end in good order. */
lifecycle.beforeEnd.push(async () => {
  await Promise.all(
    [...children].map(
      (one) =>
        new Promise((resolve) => {
          const killing = setTimeout(() => one._child.kill('SIGKILL'), 3_000);
          one.once('exit', () => {
            clearTimeout(killing);
            resolve();
          });
          one._child.kill('SIGTERM');
        }),
    ),
  );
});

module.exports = { utilityProcess };
