/** Till tomorrow is till the morning: 8:00 by this computer's clock; in the small hours that is the morning to come. */
export function tomorrowMorning(now: number): Date {
  const date = new Date(now);
  const days = date.getHours() < 4 ? 0 : 1;
  return new Date(date.getFullYear(), date.getMonth(), date.getDate() + days, 8);
}
