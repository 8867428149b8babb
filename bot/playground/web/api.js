// Speaks with the playground's server: requests, and the websocket of events. Holds no state of the chat.

const FIRST_WAIT = 400;
const LONGEST_WAIT = 8000;

const UNAUTHORIZED = 401;

/** The server refused or could not be reached; its message is a sentence for the person. */
export class Refused extends Error {
  constructor(message, status = null) {
    super(message);
    this.status = status;
  }

  /** Whether this browser was not let in, or is not any more. */
  get shutOut() {
    return this.status === UNAUTHORIZED;
  }
}

async function request(path, { method = "GET", body, raw } = {}) {
  const options = { method, headers: {} };
  if (raw !== undefined) options.body = raw;
  if (body !== undefined) {
    options.body = JSON.stringify(body);
    options.headers["Content-Type"] = "application/json";
  }
  let response;
  try {
    response = await fetch(`/playground/${path}`, options);
  } catch {
    throw new Refused("The playground cannot be reached. Is it still running?");
  }
  const answer = await response.json().catch(() => null);
  if (response.ok && answer !== null) return answer;
  throw new Refused(answer?.message ?? `The playground answered ${response.status} without saying why.`, response.status);
}

export const getState = () => request("state");

export async function getMessages(channelId, personId, before) {
  const query = new URLSearchParams({ as: personId, limit: "100" });
  if (before) query.set("before", before);
  return (await request(`channels/${channelId}/messages?${query}`)).messages;
}

export const postMessage = (message) => request("messages", { method: "POST", body: message });
export const postInteraction = (interaction) => request("interactions", { method: "POST", body: interaction });
export const postAutocomplete = (interaction) => request("autocomplete", { method: "POST", body: interaction });

export const editMessage = (edit) => request("messages", { method: "PATCH", body: edit });
export const deleteMessage = (named) => request("messages", { method: "DELETE", body: named });
export const postReaction = (reaction) => request("reactions", { method: "POST", body: reaction });
export const postPin = (pin) => request("pins", { method: "POST", body: pin });
export const postThread = (thread) => request("threads", { method: "POST", body: thread });
export const patchThread = (changes) => request("threads", { method: "PATCH", body: changes });

export async function getPins(channelId, personId) {
  return (await request(`channels/${channelId}/pins?${new URLSearchParams({ as: personId })}`)).items;
}

export function postAttachment(file) {
  return request(`attachments?${new URLSearchParams({ filename: file.name })}`, { method: "POST", raw: file });
}

// The workbench

export const postClock = (setting) => request("clock", { method: "POST", body: setting });
export const postStartOver = () => request("start-over", { method: "POST", body: {} });
export const getTraffic = async () => (await request("traffic?limit=1000")).entries;
export const getTrafficEntry = (id) => request(`traffic/${id}`);
export const getFaults = () => request("faults");
export const postFault = (fault) => request("faults", { method: "POST", body: fault });
export const deleteFaults = (which) => request("faults", { method: "DELETE", body: which });

/** The stream of events as one person sees them; comes back by itself, waiting longer each time. */
export class EventStream {
  constructor(personId, { onEvent, onOpen, onLost }, more = {}) {
    this.query = new URLSearchParams({ as: personId, ...more });
    this.listeners = { onEvent, onOpen, onLost };
    this.wait = FIRST_WAIT;
    this.closed = false;
    this.connect();
  }

  connect() {
    const address = new URL(`/playground/events?${this.query}`, location.href);
    address.protocol = address.protocol.replace("http", "ws");
    this.socket = new WebSocket(address);
    this.socket.addEventListener("open", () => {
      this.wait = FIRST_WAIT;
      this.listeners.onOpen();
    });
    this.socket.addEventListener("message", (frame) => this.listeners.onEvent(JSON.parse(frame.data)));
    this.socket.addEventListener("close", () => this.retry());
  }

  retry() {
    if (this.closed) return;
    this.listeners.onLost();
    // Spread, so that several windows do not all knock in the same instant.
    const wait = this.wait * (0.75 + Math.random() / 2);
    this.wait = Math.min(this.wait * 2, LONGEST_WAIT);
    this.timer = setTimeout(() => this.connect(), wait);
  }

  close() {
    this.closed = true;
    clearTimeout(this.timer);
    this.listeners = { onEvent() {}, onOpen() {}, onLost() {} };
    this.socket.close();
  }
}
