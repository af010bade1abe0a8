import { z } from 'zod';
import { leadsToPrivateHost } from '../infra/http/private-address.ts';
import { nameSource } from '../infra/http/source-error.ts';
import { orAbort } from '../infra/http/wait.ts';
import { CommonParams, defineSync, PermanentSyncError, type RunContext, type RunLog } from '../runner/define-sync.ts';
import { type AudioFile, listFiles, listReciters, type Reciter } from './audio/audio-source.ts';
import { writeFiles, writeReciters } from './audio/write-audio.ts';
import { mapTogether } from './map-together.ts';

const AudioParams = CommonParams.extend({
  language: z
    .string()
    .regex(/^[a-z]{2,5}$/, 'is no language code such as eng')
    .default('eng')
    .describe('The language of the reciters’ names.'),
  reciterIds: z.array(z.int().positive()).min(1).max(1000).optional().describe('Only these reciters, by the source’s ids. All by default.'),
  limit: z.int().positive().max(10_000).optional().describe('At most so many reciters, those with the lowest ids. All by default.'),
  concurrency: z.int().min(1).max(16).default(4).describe('How many files are asked for at once.'),
}).strict();

const AudioCheckpoint = z
  .object({ reciter: z.int(), recitation: z.int(), surah: z.int() })
  .describe('The last file that is stored, in the order of reciter, recitation and surah; zeros before the first.');
type Checkpoint = z.output<typeof AudioCheckpoint>;

export const audio = defineSync({
  type: 'audio',
  title: 'Recitations',
  unit: 'files',
  needsNetwork: true,
  batchSize: 50,
  params: AudioParams,
  checkpoint: AudioCheckpoint,

  async *run(context) {
    const { params, checkpoint, sources, http, log, signal, batchSize, progress } = context;
    const onRetry = (message: string) => progress({ message });
    const reciters = chooseReciters(await listReciters(sources.audio, params.language, http, { signal, onRetry }), context);
    // Where the source itself is on this network, as in tests and mirrors, its files may be too.
    const allowPrivate = await orAbort(leadsToPrivateHost(sources.audio), signal);
    const files = reciters.flatMap((reciter) => listReciterFiles(reciter, allowPrivate, log));
    let done = checkpoint ? files.filter((file) => !isAfter(file, checkpoint)).length : 0;
    const total = files.length;
    log.info(`Asking for ${total - done} files of ${reciters.length} reciters`, { atOnce: params.concurrency });

    if (!checkpoint) {
      yield {
        write: async (tx) => ({ items: { created: 0, updated: 0, unchanged: 0 }, byTable: await writeReciters(tx, reciters) }),
        checkpoint: { reciter: 0, recitation: 0, surah: 0 },
        done,
        total,
        message: `${reciters.length} reciters`,
      };
    }
    while (done < total) {
      signal.throwIfAborted();
      const batch = files.slice(done, done + batchSize);
      const answers = await mapTogether(batch, params.concurrency, signal, (file, together) =>
        http.head(file.url, { signal: together, publicOnly: !allowPrivate, onRetry }),
      );
      done += batch.length;
      const { reciter, recitation, surah, title } = batch.at(-1) as AudioFile;
      yield {
        write: async (tx) => ({ items: await writeFiles(tx, batch, answers) }),
        checkpoint: { reciter, recitation, surah },
        done,
        total,
        message: title,
      };
    }
  },
});

function chooseReciters(all: Reciter[], { params, sources, log }: RunContext<z.output<typeof AudioParams>, Checkpoint>): Reciter[] {
  if (!params.reciterIds) return all.slice(0, params.limit);
  const wanted = new Set(params.reciterIds);
  const chosen = all.filter(({ id }) => wanted.has(id));
  for (const { id } of chosen) wanted.delete(id);
  if (chosen.length === 0) throw new PermanentSyncError(`${nameSource(sources.audio)} has none of the reciters ${[...wanted].join(', ')}`);
  if (wanted.size > 0) log.warn(`There are no reciters ${[...wanted].join(', ')} at the source`);
  return chosen.slice(0, params.limit);
}

function listReciterFiles(reciter: Reciter, allowPrivate: boolean, log: RunLog): AudioFile[] {
  return reciter.moshaf.flatMap((recitation) => {
    const files = listFiles(reciter, recitation, allowPrivate);
    if (Array.isArray(files)) return files;
    log.warn(`The files of ${reciter.name}, ${recitation.name}, are left out: ${files.refused}`);
    return [];
  });
}

function isAfter(file: AudioFile, checkpoint: Checkpoint): boolean {
  const difference = file.reciter - checkpoint.reciter || file.recitation - checkpoint.recitation || file.surah - checkpoint.surah;
  return difference > 0;
}
