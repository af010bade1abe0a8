export default function ShortcutList() {
  return null;
}
