import { Icon, type IconName } from './Icon.tsx';

const icons: Record<string, IconName> = { quran: 'quran', prayer: 'prayer', hadith: 'hadith', audio: 'sound', finance: 'finance' };

/** The icon of a job type; a type that a project added has the general one. */
export const iconOfType = (jobType: string): IconName => icons[jobType] ?? 'code';

export function JobKind({ jobType }: { jobType: string }) {
  return (
    <span className="kind">
      <Icon name={iconOfType(jobType)} size={14} />
      <span className="ltr">{jobType}</span>
    </span>
  );
}
