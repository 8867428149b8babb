// The way from the playground to a real server: the steps, told in a dialog from the page's corner.

import { openDialog } from "./dialog.js";
import { byId, h } from "./dom.js";
import { icon } from "./icons.js";
import { prose } from "./prose.js";

const STEPS = `1. Make an application at <https://discord.com/developers/applications>. On its page *Bot*, press *Reset Token* and copy the token.
2. On *OAuth2*, under *URL Generator*, choose the scopes \`bot\` and \`applications.commands\`, and the permissions *View Channels*, *Send Messages*, *Embed Links* and *Attach Files*. Open the address that it makes and choose your server. No privileged intent is needed.
3. Put the token into a file \`.env\` beside the README:
\`\`\`
DISCORD_TOKEN=…
\`\`\`
4. Make the database and run the bot:
\`\`\`
.venv/bin/gapwatch migrate
.venv/bin/gapwatch run
\`\`\`
5. In your server, type \`/feed starter\` or \`/feed add\`. Should anything be missing, \`.venv/bin/gapwatch doctor\` says what.`;

export function mountConnect() {
  const button = byId("connect");
  button.append(icon("external"), h("span", {}, "Connect to a real server"));
  button.addEventListener("click", () =>
    openDialog({
      title: "Connect to a real server",
      words: [h("p", {}, "Nothing here reaches Discord. To run the same bot there:"), prose(STEPS)],
    }),
  );
}
