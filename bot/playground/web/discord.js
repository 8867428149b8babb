// Discord's numbers and small facts about its objects. No state (store), no drawing.

export const MessageType = { DEFAULT: 0, REPLY: 19, CHAT_INPUT_COMMAND: 20, CONTEXT_MENU_COMMAND: 23 };
export const MessageFlag = {
  CROSSPOSTED: 1 << 0, SUPPRESS_EMBEDS: 1 << 2, EPHEMERAL: 1 << 6, LOADING: 1 << 7, COMPONENTS_V2: 1 << 15,
};
export const InteractionType = { COMMAND: 2, COMPONENT: 3, MODAL: 5 };
export const CommandType = { CHAT_INPUT: 1, MESSAGE: 3 };
export const ChannelType = { TEXT: 0, DIRECT: 1, VOICE: 2, CATEGORY: 4, ANNOUNCEMENT: 5, FORUM: 15, MEDIA: 16 };

export const Permission = {
  ADD_REACTIONS: 1n << 6n, VIEW: 1n << 10n, SEND: 1n << 11n, MANAGE_MESSAGES: 1n << 13n, ATTACH_FILES: 1n << 15n,
  MANAGE_THREADS: 1n << 34n, CREATE_THREADS: 1n << 35n, SEND_IN_THREADS: 1n << 38n, PIN: 1n << 51n,
};

export const Option = {
  SUB_COMMAND: 1, GROUP: 2, STRING: 3, INTEGER: 4, BOOLEAN: 5, USER: 6, CHANNEL: 7, ROLE: 8, MENTIONABLE: 9, NUMBER: 10,
  ATTACHMENT: 11,
};

export const Component = {
  ACTION_ROW: 1, BUTTON: 2, STRING_SELECT: 3, TEXT_INPUT: 4, USER_SELECT: 5, ROLE_SELECT: 6, MENTIONABLE_SELECT: 7,
  CHANNEL_SELECT: 8, SECTION: 9, TEXT: 10, THUMBNAIL: 11, GALLERY: 12, FILE: 13, SEPARATOR: 14, CONTAINER: 17,
  LABEL: 18, FILE_UPLOAD: 19, RADIO_GROUP: 21, CHECKBOX_GROUP: 22, CHECKBOX: 23,
};

const ADMINISTRATOR = 1n << 3n;
const THREADS = new Set([10, 11, 12]);
const FORUMS = new Set([ChannelType.FORUM, ChannelType.MEDIA]);
const WRITABLE = new Set([ChannelType.TEXT, ChannelType.ANNOUNCEMENT, ChannelType.DIRECT, 10, 11, 12]);
const DISCORD_EPOCH = 1_420_070_400_000n;
const DEFAULT_AVATAR = "#5865f2";
const BOT_AVATAR = "#2d7d46";

export const isThread = (channel) => THREADS.has(channel.type);
export const isForum = (channel) => FORUMS.has(channel.type);
export const isDirect = (channel) => channel.type === ChannelType.DIRECT;
export const isWritable = (channel) => WRITABLE.has(channel.type);
export const hasFlag = (message, flag) => (Number(message.flags ?? 0) & flag) !== 0;
export const displayName = (user) => user.global_name || user.username;
export const avatarColor = (user) => user.color || (user.bot ? BOT_AVATAR : DEFAULT_AVATAR);

/** Whether someone with these computed permissions may use a command, going by its default_member_permissions. */
export function mayUse(command, permissions) {
  const needed = command.default_member_permissions;
  if (needed === null || needed === undefined) return true;
  const held = BigInt(permissions ?? "0");
  if ((held & ADMINISTRATOR) !== 0n) return true;
  // "0" asks for a permission that nobody has, which leaves the command to administrators.
  return BigInt(needed) !== 0n && (held & BigInt(needed)) === BigInt(needed);
}

/** The moment in which a snowflake was made. */
export const timeOfId = (id) => new Date(Number((BigInt(id) >> 22n) + DISCORD_EPOCH));

/** Order of two snowflakes; they outgrow exact numbers, so longer means later and digits decide among equals. */
export function compareIds(a, b) {
  if (a.length !== b.length) return a.length - b.length;
  return a < b ? -1 : Number(a > b);
}

/** "#5865f2" for a colour as Discord sends it; null for none. */
export function hexColor(color) {
  return Number.isInteger(color) ? `#${color.toString(16).padStart(6, "0")}` : null;
}

/** An address that may become a link: http and https only, else null. */
export function safeLink(address) {
  const url = URL.canParse(address) ? new URL(address) : null;
  return url && (url.protocol === "http:" || url.protocol === "https:") ? url.href : null;
}

/**
 * Where the page may load a picture or file from: its own server, by path, or null. `attachment://name` names a file
 * of the message; the server's own links may carry another loopback name than the one in the address bar.
 */
export function ownMedia(address, message) {
  if (typeof address !== "string") return null;
  if (address.startsWith("attachment://")) {
    const name = address.slice("attachment://".length);
    const file = message?.attachments?.find((attachment) => attachment.filename === name);
    return file ? ownMedia(file.url) : null;
  }
  if (!URL.canParse(address, location.href)) return null;
  const url = new URL(address, location.href);
  const loopback = ["127.0.0.1", "localhost", "[::1]", location.hostname].includes(url.hostname);
  return loopback && url.pathname.startsWith("/cdn/") ? url.pathname + url.search : null;
}

/** "12 B", "3.4 KB", "1.2 MB". */
export function fileSize(bytes) {
  if (!Number.isFinite(bytes)) return "size unknown";
  if (bytes < 1024) return `${bytes} B`;
  const [value, unit] = bytes < 1024 ** 2 ? [bytes / 1024, "KB"] : [bytes / 1024 ** 2, "MB"];
  return `${value.toFixed(value < 10 ? 1 : 0)} ${unit}`;
}
