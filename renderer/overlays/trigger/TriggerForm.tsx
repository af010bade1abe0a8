export default function TriggerForm() {
  return null;
}
