import { z } from 'zod';
import type { HttpClient, RequestOptions } from '../../infra/http/http-client.ts';
import { namesPrivateHost } from '../../infra/http/private-address.ts';
import { appendPath } from '../append-path.ts';

const Reciters = z.object({
  reciters: z.array(
    z.object({
      id: z.int().positive(),
      name: z.string(),
      letter: z.string().nullish(),
      moshaf: z.array(
        z.object({
          id: z.int().positive(),
          name: z.string(),
          server: z.string(),
          surah_total: z.int().default(0),
          moshaf_type: z.int().default(0),
          surah_list: z.string().default(''),
        }),
      ),
    }),
  ),
});
export type Reciter = z.output<typeof Reciters>['reciters'][number];
type Recitation = Reciter['moshaf'][number];

export interface AudioFile {
  reciter: number;
  recitation: number;
  surah: number;
  url: URL;
  /** For a person: whose recitation of which surah. */
  title: string;
}

/** All reciters by id, each with its recitations by id. */
export async function listReciters(base: URL, language: string, http: HttpClient, request: RequestOptions): Promise<Reciter[]> {
  const { reciters } = await http.getBody(appendPath(base, 'reciters', { language }), { ...request, schema: Reciters });
  const byId = (a: { id: number }, b: { id: number }) => a.id - b.id;
  return reciters.map((reciter) => ({ ...reciter, moshaf: reciter.moshaf.sort(byId) })).sort(byId);
}

/** The files of a recitation by surah, or why its server is not to be asked. */
export function listFiles(reciter: Reciter, recitation: Recitation, allowPrivate: boolean): AudioFile[] | { refused: string } {
  const server = recitation.server.endsWith('/') ? recitation.server : `${recitation.server}/`;
  if (!URL.canParse(server)) return { refused: `${recitation.server} is not an address` };
  const base = new URL(server);
  // The address comes out of the source's data: it must not make the backend ask around in its own network.
  if (!/^https?:$/.test(base.protocol)) return { refused: `${base.protocol} is neither http: nor https:` };
  if (!allowPrivate && namesPrivateHost(base)) return { refused: `${base.host} is an address on a private network` };
  const surahs = new Set(
    recitation.surah_list
      .split(',')
      .map(Number)
      .filter((surah) => Number.isInteger(surah) && surah >= 1 && surah <= 114),
  );
  return [...surahs]
    .sort((a, b) => a - b)
    .map((surah) => ({
      reciter: reciter.id,
      recitation: recitation.id,
      surah,
      url: new URL(`${String(surah).padStart(3, '0')}.mp3`, base),
      title: `${reciter.name}, ${recitation.name}, surah ${surah}`,
    }));
}
