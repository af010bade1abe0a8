// The DevTools protocol over a pipe: JSON messages, each ended by a NUL byte. The pipe's end ends Chromium, so that it never outlives the host.

/** An answer or event of a session whose target has closed is nobody's any more. */
class TargetClosed extends Error {}

class Session {
  constructor(connection, id) {
    this.connection = connection;
    this.id = id;
    this.listeners = new Map();
    this.isClosed = false;
  }

  /** Sends a command. @returns what Chromium answers @throws with Chromium's own words, or TargetClosed */
  send(method, params = {}) {
    if (this.isClosed) return Promise.reject(new TargetClosed(`${method}: the page is closed`));
    return this.connection.send(method, params, this);
  }

  /** For commands whose failure means only that the page has gone meanwhile. */
  tell(method, params) {
    this.send(method, params).catch(() => {});
  }

  on(event, listener) {
    this.listeners.set(event, [...(this.listeners.get(event) ?? []), listener]);
  }

  receive(event, params) {
    for (const listener of this.listeners.get(event) ?? []) listener(params);
  }
}

/** @param toBrowser the writable end @param fromBrowser the readable end @param onEnd called once, when Chromium is gone */
function connectPipe(toBrowser, fromBrowser, onEnd) {
  const waiting = new Map();
  const sessions = new Map();
  let lastId = 0;
  let parts = [];

  const connection = {
    send(method, params, session) {
      lastId += 1;
      const id = lastId;
      const message = { id, method, params, ...(session.id ? { sessionId: session.id } : {}) };
      return new Promise((resolve, reject) => {
        waiting.set(id, { resolve, reject, method, session });
        toBrowser.write(`${JSON.stringify(message)}\0`);
      });
    },
    /** The session of an attached target. */
    openSession(id) {
      const session = new Session(connection, id);
      sessions.set(id ?? '', session);
      return session;
    },
  };

  function closeSession(session) {
    session.isClosed = true;
    sessions.delete(session.id ?? '');
    for (const [id, entry] of waiting) {
      if (entry.session !== session) continue;
      waiting.delete(id);
      entry.reject(new TargetClosed(`${entry.method}: the page is closed`));
    }
  }

  function receive(text) {
    const { id, method, params, result, error, sessionId } = JSON.parse(text);
    if (id !== undefined) {
      const entry = waiting.get(id);
      waiting.delete(id);
      if (error) entry?.reject(new Error(`${entry.method}: ${error.message}`));
      else entry?.resolve(result);
      return;
    }
    if (method === 'Target.detachedFromTarget' && sessions.has(params.sessionId)) {
      const session = sessions.get(params.sessionId);
      closeSession(session);
      session.receive('closed', {});
    }
    sessions.get(sessionId ?? '')?.receive(method, params);
  }

  fromBrowser.on('data', (chunk) => {
    let rest = chunk;
    for (let end = rest.indexOf(0); end >= 0; end = rest.indexOf(0)) {
      parts.push(rest.subarray(0, end));
      const text = Buffer.concat(parts).toString('utf8');
      parts = [];
      rest = rest.subarray(end + 1);
      receive(text);
    }
    if (rest.length > 0) parts.push(rest);
  });
  let hasEnded = false;
  const end = () => {
    if (hasEnded) return;
    hasEnded = true;
    for (const session of [...sessions.values()]) closeSession(session);
    onEnd();
  };
  fromBrowser.on('close', end);
  fromBrowser.on('error', end);
  toBrowser.on('error', end);
  return connection;
}

module.exports = { connectPipe, TargetClosed };
