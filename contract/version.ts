/** Of the contract. The major rises when a client of the old one would misread the new; the minor when something is added. */
export const CONTRACT_VERSION = '4.3';

/** Over REST, the header that both sides may say it in. */
export const CONTRACT_VERSION_HEADER = 'x-syncdeck-contract';

const majorOf = (version: string): number => Number(/^(\d+)\.\d+$/.exec(version)?.[1] ?? Number.NaN);

/** Why a client and a server do not fit, as a sentence; null where they do. A client that says no version is trusted to know. */
export function versionMismatch(client: string | undefined, server: string): string | null {
  if (client === undefined) return null;
  const [its, ours] = [majorOf(client), majorOf(server)];
  if (its === ours) return null;
  const pair = `the console speaks version ${client} of the contract, the backend ${server}`;
  if (Number.isNaN(its))
    return `The console names its version of the contract ${JSON.stringify(client.slice(0, 20))}; it must be like ${server}`;
  return its < ours
    ? `This console is too old for the backend: ${pair}. Update the console`
    : `This backend is too old for the console: ${pair}. Update the backend`;
}
