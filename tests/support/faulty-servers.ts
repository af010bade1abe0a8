import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import http from 'node:http';
import net, { type AddressInfo, type Server } from 'node:net';
import path from 'node:path';
import tls from 'node:tls';
import { afterAll } from 'vitest';
import { root } from '../../scripts/prepare.mjs';

const TLS = path.join(root, 'tests/fixtures/tls');
/** The authority that signed the certificates of the tests. */
export const authorityFile = path.join(TLS, 'authority.pem');

/** Servers of one test file, on free ports of loopback; closed after it. */
export function useServers() {
  const open: Server[] = [];
  const sockets = new Set<net.Socket>();
  afterAll(() => {
    for (const socket of sockets) socket.destroy();
    for (const server of open) server.close();
  });
  async function listen(server: Server): Promise<number> {
    open.push(server);
    server.on('connection', (socket: net.Socket) => {
      sockets.add(socket);
      socket.on('error', () => {}); // who is refused may break off
      socket.once('close', () => sockets.delete(socket));
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return (server.address() as AddressInfo).port;
  }
  return {
    /** Takes connections, and never says a word. */
    hanging: () => listen(net.createServer(() => {})),
    /** Nobody listens there any more. */
    async closed(): Promise<number> {
      const server = net.createServer();
      const port = await listen(server);
      server.close();
      await once(server, 'close');
      return port;
    },
    http: (answer: http.RequestListener) => listen(http.createServer(answer)),
    listen,
    /** TLS with a certificate of tests/fixtures/tls, in front of a plain server. */
    tls(name: 'good' | 'expired' | 'wrong-name', target: number): Promise<number> {
      const [cert, key] = [`${name}.pem`, `${name}.key.pem`].map((file) => readFileSync(path.join(TLS, file)));
      return listen(
        tls.createServer({ cert, key }, (near) => {
          const far = net.connect(target, '127.0.0.1');
          near.on('error', () => far.destroy());
          far.on('error', () => near.destroy());
          near.pipe(far).pipe(near);
        }),
      );
    },
    /** An HTTP proxy that tunnels by CONNECT, or answers each with `status`; it keeps where it was asked to go, and with which credentials. */
    async proxy(status = 200): Promise<{ port: number; asked: { to: string; as: string | undefined }[] }> {
      const asked: { to: string; as: string | undefined }[] = [];
      const server = http.createServer((_request, response) => response.writeHead(400).end());
      server.on('connect', (request, near) => {
        asked.push({ to: request.url as string, as: request.headers['proxy-authorization'] });
        near.on('error', () => {});
        if (status !== 200) {
          near.end(`HTTP/1.1 ${status} No\r\ncontent-length: 0\r\n\r\n`);
          return;
        }
        const [host, port] = (request.url as string).split(':');
        const far = net.connect(Number(port), host);
        far.on('error', () => near.destroy());
        far.once('connect', () => {
          near.write('HTTP/1.1 200 OK\r\n\r\n');
          near.pipe(far).pipe(near);
        });
        near.once('close', () => far.destroy());
        far.once('close', () => near.destroy());
      });
      return { port: await listen(server), asked };
    },
  };
}
