// What the page remembers between visits, in this browser only.

const PREFIX = "playground.";

/** A remembered value, or the fallback where nothing usable is stored. */
export function recall(name, fallback = null) {
  try {
    return JSON.parse(localStorage.getItem(PREFIX + name)) ?? fallback;
  } catch (cause) {
    if (cause instanceof SyntaxError || cause instanceof DOMException) return fallback;
    throw cause;
  }
}

export function remember(name, value) {
  try {
    localStorage.setItem(PREFIX + name, JSON.stringify(value));
  } catch (cause) {
    // A browser that stores nothing (private window, full disk) still gets a working page.
    if (!(cause instanceof DOMException)) throw cause;
  }
}
