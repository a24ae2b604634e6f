import type { EpochMs } from '../../schemas/units.ts';
import { type Html, html } from '../html.ts';
import type { PageLanguage } from './page-language.ts';
import { texts } from './texts.ts';

/** A point in time for people, in the company's time zone, which it names. */
export const formatTime = (
  atMs: EpochMs,
  { language, timeZone }: { language: PageLanguage; timeZone: string },
): string =>
  new Intl.DateTimeFormat(language, {
    year: 'numeric',
    month: 'short',
    day: 'numeric',
    hour: 'numeric',
    minute: '2-digit',
    timeZone,
    timeZoneName: 'short',
  }).format(atMs);

/** The same as an element that machines read too. */
export const timeElement = (atMs: EpochMs, place: { language: PageLanguage; timeZone: string }): Html =>
  html`<time datetime="${new Date(atMs).toISOString()}">${formatTime(atMs, place)}</time>`;

/** A span of time in its largest sensible unit, rounded up: 45 s → 1 minute, 100 min → 2 hours. */
export function formatDuration(seconds: number, language: PageLanguage): string {
  const { minutes, hours, days } = texts[language];
  if (seconds <= 90 * 60) return minutes(Math.max(1, Math.ceil(seconds / 60)));
  if (seconds <= 36 * 3600) return hours(Math.ceil(seconds / 3600));
  return days(Math.ceil(seconds / 86_400));
}
