import { Menu } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import { Icon } from '#renderer/components/Icon.tsx';
import { useConsole, useHasRole } from '#renderer/lib/console.ts';
import { showError } from '#renderer/lib/toasts.ts';
import { type Page, pages } from '#renderer/pages/registry.ts';
import { type Theme, usePreferences } from '#renderer/stores/preferences.ts';

const themes: readonly Theme[] = ['system', 'light', 'dark'];

/** What the rail has; on a phone there is no rail. */
function PageItem({ page }: { page: Page }) {
  const { t } = useTranslation('shell');
  const [, navigate] = useLocation();
  const isShown = useHasRole(page.role ?? 'viewer');
  if (!isShown) return null;
  return (
    <Menu.Item leftSection={<Icon name={page.icon} size={14} />} onClick={() => navigate(page.path)}>
      {t(`page.${page.id}`)}
    </Menu.Item>
  );
}

export function UserMenu() {
  const { t } = useTranslation('shell');
  const { t: word } = useTranslation();
  const { user, signOut } = useConsole();
  const { theme, set } = usePreferences();
  return (
    <Menu width={220} position="bottom-end">
      <Menu.Target>
        <button
          type="button"
          className="avatar initials"
          aria-label={t('user.menu', { name: user.username })}
          data-initials={user.username.slice(0, 2).toUpperCase()}
        />
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{t('user.signedInAs', { name: user.username, role: word(`role.${user.role}`) })}</Menu.Label>
        {pages
          .filter((page) => page.place === 'rail')
          .map((page) => (
            <PageItem key={page.id} page={page} />
          ))}
        <Menu.Divider />
        <Menu.Label>{t('user.theme')}</Menu.Label>
        <Menu.RadioGroup value={theme} onChange={(chosen) => set({ theme: chosen as Theme })}>
          {themes.map((each) => (
            <Menu.RadioItem key={each} value={each} closeMenuOnClick checkIcon={<Icon name="check" size={14} />}>
              {t(`user.${each}`)}
            </Menu.RadioItem>
          ))}
        </Menu.RadioGroup>
        <Menu.Divider />
        <Menu.Item leftSection={<Icon name="power" size={14} />} onClick={() => void signOut().catch(showError)}>
          {t('user.signOut')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
