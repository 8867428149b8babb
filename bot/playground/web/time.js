// Words for moments, in the viewer's language and time zone.

const formats = new Map();

function format(date, options) {
  const key = JSON.stringify(options);
  if (!formats.has(key)) formats.set(key, new Intl.DateTimeFormat(undefined, options));
  return formats.get(key).format(date);
}

const STYLES = {
  t: { timeStyle: "short" },
  T: { timeStyle: "medium" },
  d: { dateStyle: "short" },
  D: { dateStyle: "long" },
  f: { dateStyle: "long", timeStyle: "short" },
  F: { dateStyle: "full", timeStyle: "short" },
  s: { dateStyle: "short", timeStyle: "short" },
  S: { dateStyle: "short", timeStyle: "medium" },
};

const UNITS = [
  ["year", 31_557_600],
  ["month", 2_629_800],
  ["day", 86_400],
  ["hour", 3600],
  ["minute", 60],
  ["second", 1],
];
const relative = new Intl.RelativeTimeFormat(undefined, { numeric: "auto" });

/** "in 2 hours", "3 days ago". */
function relativeTime(date) {
  const seconds = Math.round((date - Date.now()) / 1000);
  const [unit, size] = UNITS.find(([, length]) => Math.abs(seconds) >= length) ?? UNITS.at(-1);
  return relative.format(Math.trunc(seconds / size), unit);
}

/** A Discord timestamp `<t:…:style>` as words. */
export function stamp(date, style = "f") {
  return style === "R" ? relativeTime(date) : format(date, STYLES[style] ?? STYLES.f);
}

export const clock = (date) => format(date, { hour: "2-digit", minute: "2-digit" });
export const dayName = (date) => format(date, { dateStyle: "long" });
export const fullTime = (date) => format(date, STYLES.F);
export const sameDay = (a, b) => a.toDateString() === b.toDateString();

/** When a message was written: "Today at 09:00", "23/11/2026 09:00". */
export function messageTime(date) {
  const now = new Date();
  if (sameDay(date, now)) return `Today at ${clock(date)}`;
  const yesterday = new Date(now.getFullYear(), now.getMonth(), now.getDate() - 1);
  if (sameDay(date, yesterday)) return `Yesterday at ${clock(date)}`;
  return format(date, STYLES.s);
}

/** Keep relative times true while the page stays open. */
export function keepRelativeTimes() {
  setInterval(() => {
    for (const element of document.querySelectorAll("time[data-relative]")) {
      element.textContent = relativeTime(new Date(element.dateTime));
    }
  }, 15_000);
}
