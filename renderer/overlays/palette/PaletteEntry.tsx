import { useTranslation } from 'react-i18next';
import type { Job } from '#contract/schemas/job.ts';
import { Icon } from '#renderer/components/Icon.tsx';
import { Key } from '#renderer/components/Key.tsx';
import { Status } from '#renderer/components/Status.tsx';
import { formatAge, formatDuration, formatNumber } from '#renderer/lib/format.ts';
import { shownKeys } from '#renderer/lib/shortcuts.ts';
import { useNow } from '#renderer/stores/clock.ts';
import type { Entry } from './entry.ts';
import { markParts } from './match.ts';
import { useLiveJob } from './use-live-job.ts';

function Marked({ text, words }: { text: string; words: readonly string[] }) {
  return markParts(text, words).map((part, n) =>
    // biome-ignore lint/suspicious/noArrayIndexKey: parts of one text, in their order.
    part.isHit ? <mark key={n}>{part.text}</mark> : <span key={n}>{part.text}</span>,
  );
}

/** Where the job stands, in a few words. */
function useJobDetail(job: Job): string {
  const { t } = useTranslation(['palette', 'common']);
  const now = useNow();
  const ago = (at: Date) => t('common:ago', { duration: formatAge(now - at.getTime()) });
  if (job.status === 'running') {
    const { etaSeconds } = job.progress;
    const percent = `${formatNumber(job.progressPercentage)} %`;
    return etaSeconds === null ? percent : `${percent}, ${t('left', { time: formatDuration(etaSeconds * 1_000) })}`;
  }
  if (job.status === 'failed' && job.errorSignature) return `${job.errorSignature}, ${ago(job.endedAt ?? job.updatedAt)}`;
  return ago(job.endedAt ?? job.updatedAt);
}

function JobLine({ job: shown, words }: { job: Job; words: readonly string[] }) {
  const job = useLiveJob(shown);
  const detail = useJobDetail(job);
  return (
    <>
      <Status status={job.status} />
      <span className="el name">
        <Marked text={job.jobName} words={words} />
      </span>
      <span className="end row t12 dim nw">
        <span className="mono ltr wide">
          <Marked text={job.jobId} words={words} />
        </span>
        <span className="el detail">{detail}</span>
      </span>
    </>
  );
}

/** One line: chosen by the pointer, or from the field by its id. */
export function PaletteEntry(props: {
  entry: Entry;
  domId: string;
  words: readonly string[];
  isOn: boolean;
  onPoint(): void;
  onChoose(): void;
}) {
  const { entry, words, isOn } = props;
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents lint/a11y/useFocusableInteractive: the field keeps the focus and has the keys.
    <div
      id={props.domId}
      role="option"
      aria-selected={isOn}
      aria-disabled={entry.isOff || undefined}
      className={isOn ? 'pi on' : 'pi'}
      onMouseMove={props.onPoint}
      onMouseDown={(event) => event.preventDefault()}
      onClick={props.onChoose}
    >
      {entry.job ? (
        <JobLine job={entry.job} words={words} />
      ) : (
        <>
          <Icon name={entry.icon} />
          <span className="el name">
            <Marked text={entry.label} words={words} />
          </span>
          <span className="end row t12 dim nw">
            <span className="el detail">{entry.detail}</span>
            {entry.keys && (
              <span className="row row-4 wide">
                {shownKeys(entry.keys).map((key) => (
                  <Key key={key}>{key}</Key>
                ))}
              </span>
            )}
          </span>
        </>
      )}
    </div>
  );
}
