import type { ClientRequest } from 'node:http';
import type { Socket } from 'node:net';
import type { SecureContext } from 'node:tls';
import { HttpsProxyAgent } from 'https-proxy-agent';
import { ProxyFault } from './proxy-fault.ts';

type ConnectOptions = Parameters<HttpsProxyAgent<string>['connect']>[1];

const refusals: Record<number, string> = {
  403: 'does not allow this server',
  407: "wants a user name and a password, which this app can't give it",
  502: "can't reach the server",
  503: "can't reach the server",
  504: "can't reach the server in time",
};

/** An agent that goes through an HTTP proxy by CONNECT, and tells the proxy's own failures from the server's. */
export class Tunnel extends HttpsProxyAgent<string> {
  readonly #context: SecureContext | undefined;

  constructor(proxy: URL, context: SecureContext | undefined) {
    super(proxy.href, { keepAlive: false, ...(context ? { secureContext: context } : {}) });
    this.#context = context;
  }

  /** @throws ProxyFault */
  override async connect(request: ClientRequest, options: ConnectOptions): Promise<Socket> {
    const { host } = this.proxy;
    let status: number | undefined;
    request.once('proxyConnect', (answer: { statusCode: number }) => {
      status = answer.statusCode;
    });
    let socket: Socket;
    try {
      // The agent forgets options that it was made with; the server's certificate is checked by these.
      socket = await super.connect(request, { ...options, ...(this.#context ? { secureContext: this.#context } : {}) } as ConnectOptions);
    } catch (error) {
      if (status !== undefined) throw error;
      const { code, message } = error as NodeJS.ErrnoException;
      const why =
        code === 'ECONNREFUSED'
          ? 'nothing listens there'
          : code === 'ENOTFOUND' || code === 'EAI_AGAIN'
            ? "its name can't be found"
            : message.replace(/\.$/, '');
      throw new ProxyFault(`The proxy ${host} can't be used: ${why}`, { cause: error });
    }
    if (status === 200) return socket;
    socket.destroy();
    throw new ProxyFault(`The proxy ${host} ${refusals[status as number] ?? 'refused to connect'} (it answered ${status})`);
  }
}
