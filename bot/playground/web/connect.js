// The way from the playground to a real server: the steps, told in a dialog from the page's corner.

import { openDialog } from "./dialog.js";
import { byId, h } from "./dom.js";
import { icon } from "./icons.js";
import { prose } from "./prose.js";
import { store } from "./store.js";

/** For a bot that brings no steps of its own. */
const STEPS = `1. Make an application at <https://discord.com/developers/applications>. On its page *Bot*, press *Reset Token* and copy the token. Switch on the privileged intents that the bot asks for, if it asks for any.
2. On *OAuth2*, under *URL Generator*, choose the scopes \`bot\` and \`applications.commands\`, and the permissions that the bot needs. Open the address that it makes and choose your server.
3. Take out of the bot what points its library at this playground's address, so that it asks Discord again.
4. Start the bot with the new token in place of the one that the playground printed.`;

export function mountConnect() {
  const button = byId("connect");
  button.append(icon("external"), h("span", {}, "Connect to a real server"));
  button.addEventListener("click", () =>
    openDialog({
      title: "Connect to a real server",
      words: [h("p", {}, "Nothing here reaches Discord. To run the same bot there:"), prose(store.connecting ?? STEPS)],
    }),
  );
}
