// Pictures and files, wherever a message carries them. Only what the playground's own server serves is loaded.

import { MessageFlag, fileSize, hasFlag, ownMedia, safeLink } from "./discord.js";
import { h } from "./dom.js";
import { icon } from "./icons.js";
import { outsideLink } from "./prose.js";

/** A picture that opens in a tab of its own. One from elsewhere is not loaded, but named and linked. */
export function picture(address, { message, alt, width, height, kind = "picture" } = {}) {
  const source = ownMedia(address, message);
  if (!source) return elsewhere(address, alt);
  const described = alt || "Image";
  const image = h("img", { src: source, alt: described, loading: "lazy", width, height });
  return h(`a.${kind}`, { href: source, target: "_blank", rel: "noopener noreferrer" }, image);
}

function elsewhere(address, alt) {
  const href = safeLink(address);
  const where = href ? new URL(href).host : "an address that is not of the web";
  const words = h("span", {}, alt || "Image", h("small", {}, ` at ${where}, not loaded here`));
  const card = h("span.elsewhere", {}, icon("external"), words);
  return href ? outsideLink(href, card) : card;
}

/** A small round picture such as an author's; left out where it is not the server's own. */
export function roundIcon(address, message) {
  const source = ownMedia(address, message);
  return source ? h("img.round-icon", { src: source, alt: "" }) : null;
}

/** Cover something until it is asked for. */
export function covered(node, spoiler) {
  if (!spoiler) return node;
  node.inert = true;
  const open = () => {
    node.inert = false;
    box.replaceWith(node);
  };
  const cover = h("button.cover", { type: "button", "aria-label": "Show spoiler", on: { click: open } }, "Spoiler");
  const box = h("div.covered", {}, node, cover);
  return box;
}

/** A file as a card with its name, size and a way to save it. */
export function fileCard({ url, filename, size }, message) {
  const source = ownMedia(url, message);
  const name = source
    ? h("a", { href: source, download: filename }, filename)
    : outsideLink(url, filename);
  const save = source
    ? h("a.icon-button", { href: source, download: filename, "aria-label": `Download ${filename}` }, icon("download"))
    : null;
  return h("div.file-card", {}, icon("file"), h("div.file-words", {}, name, h("small", {}, fileSize(size))), save);
}

const isPicture = ({ content_type: type, filename }) =>
  type ? type.startsWith("image/") : /\.(png|jpe?g|gif|webp)$/i.test(filename);

/** The attachments of a message: pictures side by side, other files as cards. */
export function attachments(message) {
  // Those that an embed or a component shows are not drawn a second time.
  const files = (message.attachments ?? []).filter((attachment) => !isShownElsewhere(attachment, message));
  const pictures = files.filter(isPicture);
  const rest = files.filter((attachment) => !isPicture(attachment));
  const drawn = pictures.map((file) => {
    const { url, width, height } = file;
    return covered(picture(url, { alt: file.description || file.filename, width, height }), isSpoiler(file));
  });
  return [
    drawn.length ? h(`div.pictures.pictures-${Math.min(drawn.length, 4)}`, {}, drawn) : null,
    rest.map((file) => covered(fileCard(file), isSpoiler(file))),
  ];
}

const picturesOf = ({ image, thumbnail, author, footer }) =>
  [image?.url, thumbnail?.url, author?.icon_url, footer?.icon_url].filter(Boolean);

const isSpoiler = (attachment) => attachment.filename.startsWith("SPOILER_");

function isShownElsewhere(attachment, message) {
  if (hasFlag(message, MessageFlag.COMPONENTS_V2)) return true;
  const links = (message.embeds ?? []).flatMap(picturesOf);
  return links.some((link) => link === `attachment://${attachment.filename}` || link === attachment.url);
}
