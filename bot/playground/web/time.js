// Words for moments, in the viewer's language and time zone.

const formats = new Map();
let ahead = 0;

/** Set how far the playground's clock is ahead of the real one. */
export function setClock(offsetSeconds) {
  ahead = offsetSeconds * 1000;
}

/** The playground's now. */
export const now = () => new Date(Date.now() + ahead);

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
  const seconds = Math.round((date - now()) / 1000);
  const [unit, size] = UNITS.find(([, length]) => Math.abs(seconds) >= length) ?? UNITS.at(-1);
  return relative.format(Math.trunc(seconds / size), unit);
}

/** A Discord timestamp `<t:…:style>` as words. */
export function stamp(date, style = "f") {
  return style === "R" ? relativeTime(date) : format(date, STYLES[style] ?? STYLES.f);
}

export const clockSeconds = (date) => format(date, { hour: "2-digit", minute: "2-digit", second: "2-digit" });
export const clock = (date) => format(date, { hour: "2-digit", minute: "2-digit" });
export const dayName = (date) => format(date, { dateStyle: "long" });
export const fullTime = (date) => format(date, STYLES.F);
export const sameDay = (a, b) => a.toDateString() === b.toDateString();

/** When a message was written: "Today at 09:00", "23/11/2026 09:00". */
export function messageTime(date) {
  const today = now();
  if (sameDay(date, today)) return `Today at ${clock(date)}`;
  const yesterday = new Date(today.getFullYear(), today.getMonth(), today.getDate() - 1);
  if (sameDay(date, yesterday)) return `Yesterday at ${clock(date)}`;
  return format(date, STYLES.s);
}

/** Bring the relative times of the page up to date. */
export function redrawRelativeTimes() {
  for (const element of document.querySelectorAll("time[data-relative]")) {
    element.textContent = relativeTime(new Date(element.dateTime));
  }
}

export const fullDay = (date) => format(date, { dateStyle: "full" });

/** A length of time in words: "1 day", "2 days 3 hours". */
export function span(seconds) {
  const units = [["day", 86_400], ["hour", 3600], ["minute", 60]];
  let rest = Math.round(seconds / 60) * 60;
  const parts = units.flatMap(([name, size]) => {
    const count = Math.floor(rest / size);
    rest -= count * size;
    return count ? [`${count} ${name}${count === 1 ? "" : "s"}`] : [];
  });
  return parts.slice(0, 2).join(" ") || "less than a minute";
}
