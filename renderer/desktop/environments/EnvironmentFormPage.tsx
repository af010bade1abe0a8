export default function EnvironmentFormPage(_: { id: string }) {
  return null;
}
