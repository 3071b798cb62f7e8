// A whole review with the client that a generator made of the description: client.ts URL TOKEN
import { Configuration, DefaultApi, ResponseError } from "./generated/index.ts";

declare const process: { argv: string[] };
declare const console: { log(line: string): void };

const [url, token] = process.argv.slice(2);
const api = new DefaultApi(
  new Configuration({
    basePath: url,
    accessToken: token,
    headers: { Accept: "application/json" },
  }),
);

const opened = await api.sessionInit({
  sessionInitRequest: { task: "Is the plan sound?", mode: "review" },
});
const sessionId = opened.sessionId;
await api.sessionSubmit({
  sessionId,
  sessionSubmitRequest: { text: "one plan\n", label: "plan.md" },
});
await api.runStart({ sessionId, idempotencyKey: "once", runStartRequest: {} });
let poll = await api.sessionPoll({ sessionId, waitMs: 20000 });
while (poll.running) {
  poll = await api.sessionPoll({ sessionId, waitMs: 20000 });
}
const approved = await api.sessionFinal({ sessionId });
const refusal = await api
  .sessionRead({ sessionId: "nope" })
  .then(() => "none")
  .catch(async (fault: ResponseError) => (await fault.response.json()).code);
console.log(
  JSON.stringify({ state: poll.state, final: approved.text, refusal }),
);
