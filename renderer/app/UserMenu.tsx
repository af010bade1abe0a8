import { Menu } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import { Icon } from '#renderer/components/Icon.tsx';
import { useConsole } from '#renderer/lib/console.ts';
import { showError } from '#renderer/lib/toasts.ts';
import { type Theme, usePreferences } from '#renderer/stores/preferences.ts';

const themes: readonly Theme[] = ['system', 'light', 'dark'];

export function UserMenu() {
  const { t } = useTranslation('shell');
  const { t: word } = useTranslation();
  const { user, signOut } = useConsole();
  const [, navigate] = useLocation();
  const { theme, set } = usePreferences();
  return (
    <Menu width={220} position="bottom-end">
      <Menu.Target>
        <button type="button" className="avatar" aria-label={t('user.menu', { name: user.username })}>
          {user.username.slice(0, 2).toUpperCase()}
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{t('user.signedInAs', { name: user.username, role: word(`role.${user.role}`) })}</Menu.Label>
        <Menu.Item leftSection={<Icon name="gear" size={14} />} onClick={() => navigate('/settings')}>
          {t('page.settings')}
        </Menu.Item>
        <Menu.Divider />
        <Menu.Label>{t('user.theme')}</Menu.Label>
        {themes.map((each) => (
          <Menu.Item
            key={each}
            leftSection={<Icon name={each === theme ? 'check' : 'dash'} size={14} />}
            onClick={() => set({ theme: each })}
          >
            {t(`user.${each}`)}
          </Menu.Item>
        ))}
        <Menu.Divider />
        <Menu.Item leftSection={<Icon name="power" size={14} />} onClick={() => void signOut().catch(showError)}>
          {t('user.signOut')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
