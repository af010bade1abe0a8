export default function NoticeList() {
  return null;
}
