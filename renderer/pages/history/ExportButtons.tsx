import { useTranslation } from 'react-i18next';
import { Button } from '#renderer/components/Button.tsx';
import type { ExportRequest } from '#renderer/host/host.ts';
import { useConsole } from '#renderer/lib/console.ts';
import { runExport } from '#renderer/lib/export.ts';

const formats = [
  { format: 'csv', icon: 'down2' },
  { format: 'json', icon: 'code' },
] as const;

/** Saves all that the list is about as a file, however long it is. */
export function ExportButtons({ request }: { request: ExportRequest }) {
  const { t } = useTranslation(['history', 'common']);
  const { host } = useConsole();
  return formats.map(({ format, icon }) => {
    const name = t(`common:${format}`);
    return (
      <Button key={format} icon={icon} aria-label={t('export', { format: name })} onClick={() => runExport(host, { ...request, format })}>
        {name}
      </Button>
    );
  });
}
