import { CONTRACT_VERSION, CONTRACT_VERSION_HEADER, versionMismatch } from '#contract/version.ts';
import type { ConnectionTest } from '#electron/bridge/calls.ts';
import { toFailure } from '../failure-error.ts';
import { createFetch } from './create-fetch.ts';
import { findWay, type Place, type ResolveProxy } from './find-way.ts';

/** Tries an address without signing in: whether a Syncdeck server that fits this app answers there, and how quickly. */
export async function testServer(place: Place, resolveProxy: ResolveProxy): Promise<ConnectionTest> {
  try {
    const fetch = createFetch(place, () => findWay(place, resolveProxy));
    const began = performance.now();
    const response = await fetch(new Request(`${place.url}/health/live`));
    const roundTripMs = Math.round(performance.now() - began);
    await response.body?.cancel();
    const contractVersion = response.headers.get(CONTRACT_VERSION_HEADER) as string;
    const mismatch = versionMismatch(CONTRACT_VERSION, contractVersion);
    if (mismatch) return { isReachable: false, reason: { code: 'VERSION_MISMATCH', status: 426, message: mismatch } };
    return { isReachable: true, contractVersion, roundTripMs };
  } catch (error) {
    return { isReachable: false, reason: toFailure(error) };
  }
}
