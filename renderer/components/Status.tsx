import { useTranslation } from 'react-i18next';
import type { JobStatus } from '#contract/schemas/job.ts';
import { Icon } from './Icon.tsx';

/** Icon and word, in the status' colour: always three, so that it survives greyscale and colour blindness. */
export function Status({ status, pill, word = true }: { status: JobStatus; pill?: boolean; word?: boolean }) {
  const { t } = useTranslation();
  const text = t(`status.${status}`);
  return (
    <span className={pill ? 'st pill' : 'st'} data-s={status} title={word ? undefined : text}>
      <Icon name={status} />
      <span className={word ? 'w' : 'sr'}>{text}</span>
    </span>
  );
}
