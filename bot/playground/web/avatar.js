// The round picture of a user.

import { avatarColor, displayName, ownMedia } from "./discord.js";
import { h } from "./dom.js";
import { store } from "./store.js";

/** A person's round picture, or a circle with the first letter of their name. */
export function avatar(user) {
  const known = { ...user, ...store.users.get(user.id) };
  const address = known.avatar_url ?? (known.avatar ? `/cdn/avatars/${known.id}/${known.avatar}.png` : null);
  const circle = h("span.avatar", { "aria-hidden": "true", vars: { avatar: avatarColor(known) } }, initial(known));
  const source = address ? ownMedia(address) : null;
  if (!source) return circle;
  const image = h("img.avatar", { src: source, alt: "" });
  image.addEventListener("error", () => image.replaceWith(circle), { once: true });
  return image;
}

const initial = (user) => (displayName(user).match(/[\p{L}\p{N}]/u)?.[0] ?? "?").toUpperCase();
