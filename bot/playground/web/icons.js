// The page's few icons: line drawings on a 24 × 24 grid, in the colour of the text beside them.

import { h } from "./dom.js";

const SVG = "http://www.w3.org/2000/svg";

const PATHS = {
  text: "M9 4 7.5 20M16.5 4 15 20M4.5 9h16M3.5 15h16",
  announcement: "M4 10v4h3l8 4.5v-13L7 10H4Zm14.5-1.5a5 5 0 0 1 0 7M8 14.5 9.5 20H12l-1.2-4",
  forum: "M4 5h13v9H9l-4 3v-3H4V5Zm16.5 4v9.5h-1V21l-3.6-2.5H10",
  thread: "M8 4v12a3 3 0 0 0 3 3h9M8 10h12M16 6.5 20 10l-4 3.5",
  voice: "M4 10v4h3l5 4V6l-5 4H4Zm12-1.5a5 5 0 0 1 0 7M18.5 6a8.5 8.5 0 0 1 0 12",
  direct: "M4.5 5.5h15v10.5h-8l-4.5 3.5V16H4.5V5.5ZM8.5 10.8h.01M12 10.8h.01M15.5 10.8h.01",
  pin: "m14.5 4 5.5 5.5-3 1-3.5 3.5-.5 4.5-7-7 4.5-.5L13 7.5l1.5-3.5ZM9.5 14.5 4.5 19.5",
  reply: "M10 6 4.5 11.5l5.5 5.5v-3.5c5 0 8 1.5 9.5 4.5 0-6-3.5-9.5-9.5-9.5V6Z",
  edit: "m5 19 1-4L16.5 4.5l3 3L9 18l-4 1Zm9-12 3 3",
  react: "M12 4a8 8 0 1 1 0 16 8 8 0 0 1 0-16Zm-3.5 9.5c1.5 3 5.5 3 7 0M9.5 9.800h.01M14.5 9.800h.01",
  members: "M9.5 5a3 3 0 1 1 0 6 3 3 0 0 1 0-6ZM3.5 19c0-7 12-7 12 0M15.5 5.3a3 3 0 0 1 0 5.4M17.5 14c2 .8 3 2.5 3 5",
  plus: "M12 5v14M5 12h14",
  bench: "M14.5 6a4 4 0 0 0-5 5L4 16.5 7.5 20l5.5-5.5a4 4 0 0 0 5-5l-2.5 2.5-3-.5-.5-3L14.5 6Z",
  clock: "M12 4a8 8 0 1 1 0 16 8 8 0 0 1 0-16Zm0 3.5V12l3 2",
  down: "M12 5v14m-6-6 6 6 6-6",
  menu: "M4 7h16M4 12h16M4 17h16",
  more: "M6 12h.01M12 12h.01M18 12h.01",
  sun: "M12 8a4 4 0 1 1 0 8 4 4 0 0 1 0-8Zm0-5v1.5M12 19.5V21M3 12h1.5M19.5 12H21M5.6 5.6l1.1 1.1M17.3 17.3l1.1 1.1" +
    "M18.4 5.6l-1.1 1.1M6.7 17.3l-1.1 1.1",
  moon: "M19.5 14.5A8 8 0 0 1 9.5 4.5a8 8 0 1 0 10 10Z",
  chevron: "m7 10 5 5 5-5",
  check: "m5 12.5 4.5 4.5L19 7.5",
  close: "m6 6 12 12M18 6 6 18",
  file: "M7 3h7l4 4v14H7V3Zm7 0v4h4M9.5 12h6M9.5 15.5h6",
  download: "M12 4v10m-4-4 4 4 4-4M5 19h14",
  send: "m4 5 16.5 7L4 19l2-7-2-7Zm2 7h7",
  external: "M10 5H5v14h14v-5M14 5h5v5M19 5l-8.5 8.5",
  eye: "M3 12c3.5-7 14.5-7 18 0-3.5 7-14.5 7-18 0Zm9-2.5a2.5 2.5 0 1 1 0 5 2.5 2.5 0 0 1 0-5Z",
};

/** A decorative icon: hidden from screen readers, since the control it stands in carries the words. */
export function icon(name) {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("class", `icon icon-${name}`);
  svg.setAttribute("aria-hidden", "true");
  const path = document.createElementNS(SVG, "path");
  path.setAttribute("d", PATHS[name]);
  svg.append(path);
  return svg;
}

/** A button that is only an icon; the label is what it is called. */
export function iconButton(name, label, onClick, properties = {}) {
  const all = { type: "button", "aria-label": label, on: { click: onClick }, ...properties };
  return h("button.icon-button", all, icon(name));
}
