/**
 * The ports of one document. Each is a real MessagePort whose other end the page holds; what comes out of ours goes to the host, what
 * the host brings goes into it, and the end of either is the end of both. Runs in the page; the page gets its text.
 */
function createPortEnds(codec, tellHost) {
  const byId = new Map();
  let count = 0;

  function keep(id, port) {
    byId.set(id, port);
    port.onmessage = ({ data, ports }) => tellHost({ kind: 'port', id, data: codec.encode(data), ports: ports.map(adopt) });
    port.addEventListener('close', () => {
      if (byId.delete(id)) tellHost({ kind: 'port-close', id });
    });
    port.start();
  }

  /** A port that leaves the page. @returns its id */
  function adopt(port) {
    count += 1;
    const id = `page${count}`;
    keep(id, port);
    return id;
  }

  /** Ports that come to the page. */
  const receive = (ids) =>
    ids.map((id) => {
      const { port1, port2 } = new MessageChannel();
      keep(id, port1);
      return port2;
    });

  return {
    adopt,
    receive,
    deliver: ({ id, data, ports }) => byId.get(id)?.postMessage(codec.decode(data), receive(ports)),
    close({ id }) {
      const port = byId.get(id);
      byId.delete(id);
      port?.close();
    },
  };
}

module.exports = { createPortEnds };
