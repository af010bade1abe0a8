import type { Socket } from 'socket.io';
import type { Role } from '#contract/schemas/user.ts';
import type { LiveConnection } from '../../live.ts';

/** What is left to a client that does not read, before its connection is cut. */
const CLOSE_WITHIN_MS = 1_000;
/** In the range that RFC 6455 leaves to applications. */
const CLOSE_CODE = 4_008;

/** What is used here of the WebSocket (of the package ws) that Engine.IO keeps in its transport. */
interface WebSocket {
  readonly bufferedAmount: number;
  readonly readyState: number;
  readonly OPEN: number;
  on(event: 'pong', listener: (data: Buffer) => void): void;
  ping(data: string): void;
  close(code: number, reason: string): void;
  terminate(): void;
}

/** A Socket.IO client as the live hub sees it. WebSocket only, so its transport is one. */
export function toLiveConnection(socket: Socket, role: () => Role): LiveConnection & { socketId: string } {
  // Engine.IO hands out its transport without its WebSocket; a ping of ours tells when a client has read, which nothing above it does.
  const { socket: webSocket } = socket.conn.transport as unknown as { socket: WebSocket };
  const waiting = new Map<string, () => void>();
  let pings = 0;
  webSocket.on('pong', (data: Buffer) => {
    const mark = data.toString();
    waiting.get(mark)?.();
    waiting.delete(mark);
  });
  return {
    socketId: socket.id,
    get role() {
      return role();
    },
    unsent() {
      const queued = socket.conn as unknown as { writeBuffer: { data?: string | Buffer }[] };
      return webSocket.bufferedAmount + queued.writeBuffer.reduce((sum, { data }) => sum + (data?.length ?? 0), 0);
    },
    read: () =>
      new Promise((resolve) => {
        pings += 1;
        const mark = String(pings);
        waiting.set(mark, resolve);
        // Behind what was sent before: Engine.IO hands packets to the WebSocket in the order in which they were emitted.
        setImmediate(() => {
          if (webSocket.readyState === webSocket.OPEN) webSocket.ping(mark);
        });
      }),
    close(reason) {
      socket.emit('connection:closing', reason);
      webSocket.close(CLOSE_CODE, reason.code);
      setTimeout(() => webSocket.terminate(), CLOSE_WITHIN_MS).unref();
    },
  };
}
