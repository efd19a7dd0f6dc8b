/** Names of the time zone database that are no place: the other ones have an area in front. */
const PLAIN = new Set(
  (
    'CET CST6CDT Cuba EET EST EST5EDT Egypt Eire Factory GB GB-Eire GMT GMT+0 GMT-0 GMT0 Greenwich HST Hongkong ' +
    'Iceland Iran Israel Jamaica Japan Kwajalein Libya MET MST MST7MDT NZ NZ-CHAT Navajo PRC PST8PDT Poland ' +
    'Portugal ROC ROK Singapore Turkey UCT UTC Universal W-SU WET Zulu'
  ).split(' '),
);

const AREA =
  /^(?:Africa|America|Antarctica|Arctic|Asia|Atlantic|Australia|Brazil|Canada|Chile|Etc|Europe|Indian|Mexico|Pacific|US)\/(?=[A-Z])/;

/**
 * Whether a text names a time zone as Go's `time.LoadLocation` finds it: by the names of the database, in their case.
 * `Local` is one for Go, but the API server refuses it.
 */
export function isTimeZone(text: string): boolean {
  const name = text.replace(/^(?:posix|right)\//, '');
  if (PLAIN.has(name)) return true;
  if (!AREA.test(name) || /\/[A-Z]{4,}$/.test(name)) return false;
  try {
    return new Intl.DateTimeFormat('en-US', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}
