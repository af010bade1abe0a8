export default function DesktopSettingsPage() {
  return null;
}
