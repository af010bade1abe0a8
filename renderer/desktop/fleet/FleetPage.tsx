export default function FleetPage() {
  return null;
}
