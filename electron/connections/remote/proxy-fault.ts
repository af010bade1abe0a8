/** The proxy is at fault, not the server behind it; the message is a whole sentence. */
export class ProxyFault extends Error {
  override readonly name = 'ProxyFault';
}
