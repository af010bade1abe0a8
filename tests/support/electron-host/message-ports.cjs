// Message ports wherever their ends are: in this process, in a page or in a utility process. Every message passes through here.
const { Emitter } = require('./guard.cjs');
const { clone } = require('./clone.cjs');

/**
 * One end of a channel. `carrier` brings it what its peer posts: `deliver(end, data, ends)` and `closed(end)`. Without one (a port in
 * transit, or not yet started) messages wait.
 */
class End {
  constructor() {
    this.peer = undefined;
    this.carrier = undefined;
    this.waiting = [];
    this.isClosed = false;
  }

  place(carrier) {
    this.carrier = carrier;
    for (const { data, ends } of this.waiting.splice(0)) carrier.deliver(this, data, ends);
    if (this.isClosed) carrier.closed(this);
  }

  receive(data, ends) {
    if (this.isClosed) return;
    if (this.carrier) this.carrier.deliver(this, data, ends);
    else this.waiting.push({ data, ends });
  }

  post(data, ends) {
    if (!this.isClosed) this.peer.receive(data, ends);
  }

  /** Both ends learn of it, whoever closed; `isGone`: nobody is left on this side to be told. */
  close({ isGone = false } = {}) {
    for (const end of [this, this.peer]) {
      if (end.isClosed) continue;
      end.isClosed = true;
      if (end !== this || !isGone) end.carrier?.closed(end);
    }
  }
}

function createEnds() {
  const [one, other] = [new End(), new End()];
  one.peer = other;
  other.peer = one;
  return [one, other];
}

const toPorts = (ends) => ends.map((end) => new MessagePortMain(end));

class MessagePortMain extends Emitter {
  constructor(end) {
    super('MessagePortMain', __filename, ['message', 'close']);
    this._end = end;
    this._hasStarted = false;
    this._isOver = false;
    this._unread = [];
    end.place({
      deliver: (_end, data, ends) => {
        this._unread.push({ data, ends });
        this._wake();
      },
      closed: () => {
        this._isOver = true;
        this._wake();
      },
    });
  }

  /** As with Electron, messages and the end come by themselves, never within the call that causes them. */
  _wake() {
    this._waking ??= setImmediate(() => {
      this._waking = undefined;
      if (this._hasStarted) {
        for (const { data, ends } of this._unread.splice(0)) this.emit('message', { data, ports: toPorts(ends) });
      }
      if (this._isOver && this._end) {
        this._end = undefined;
        this.emit('close');
      }
    });
  }

  start() {
    this._hasStarted = true;
    this._wake();
  }

  postMessage(message, transfer = []) {
    const data = clone(message);
    const ends = takeEnds(transfer, this);
    this._end?.post(data, ends);
  }

  close() {
    this._end?.close();
  }
}

/** The ends of ports that are transferred; the ports themselves are of no use after. @throws as Electron does for what is no port */
function takeEnds(transfer, from) {
  if (!Array.isArray(transfer)) throw new TypeError('Invalid value for transfer');
  transfer.forEach((port, index) => {
    if (!(port instanceof MessagePortMain)) throw new TypeError('Invalid value for transfer');
    if (port === from) throw new Error(`Port at index ${index} contains the source port`);
    if (!port._end || transfer.indexOf(port) !== index) throw new Error(`Port at index ${index} is already neutered`);
  });
  return transfer.map((port) => {
    const end = port._end;
    port._end = undefined;
    end.carrier = undefined;
    end.waiting = port._unread.splice(0);
    return end;
  });
}

class MessageChannelMain {
  constructor() {
    const [one, other] = createEnds();
    this.port1 = new MessagePortMain(one);
    this.port2 = new MessagePortMain(other);
  }
}

/**
 * The ends that live behind one link (a page's document, a child process), by the ids that both sides of it know.
 * `send(message)` brings a message to the other side.
 */
class RemoteEnds {
  constructor(prefix, send) {
    this.prefix = prefix;
    this.send = send;
    this.byId = new Map();
    this.count = 0;
    this.carrier = {
      deliver: (end, data, ends) => send({ kind: 'port', id: this.idOf(end), data, ports: this.place(ends) }),
      closed: (end) => {
        const id = this.idOf(end);
        this.byId.delete(id);
        send({ kind: 'port-close', id });
      },
    };
  }

  idOf(end) {
    for (const [id, known] of this.byId) if (known === end) return id;
    return undefined;
  }

  /** Ends that go to the other side. @returns their ids there; messages that waited follow at once, so tell the ids first (see `flush`) */
  place(ends) {
    const ids = ends.map((end) => {
      this.count += 1;
      const id = `${this.prefix}${this.count}`;
      this.byId.set(id, end);
      return id;
    });
    queueMicrotask(() => {
      for (const end of ends) if (this.idOf(end)) end.place(this.carrier);
    });
    return ids;
  }

  /** Ends that come from the other side: those known there move on, those made there get a peer here. */
  take(ids) {
    return ids.map((id) => {
      const known = this.byId.get(id);
      if (known) {
        this.byId.delete(id);
        known.carrier = undefined;
        return known;
      }
      const [there, here] = createEnds();
      this.byId.set(id, there);
      there.place(this.carrier);
      return here;
    });
  }

  receive({ kind, id, data, ports }) {
    const end = this.byId.get(id);
    if (!end) return;
    if (kind === 'port') end.post(data, this.take(ports));
    else {
      this.byId.delete(id);
      end.close({ isGone: true });
    }
  }

  /** The other side is gone, and its ends with it. */
  closeAll() {
    const ends = [...this.byId.values()];
    this.byId.clear();
    for (const end of ends) end.close({ isGone: true });
  }
}

module.exports = { MessageChannelMain, MessagePortMain, RemoteEnds, takeEnds, toPorts };
