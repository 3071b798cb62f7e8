// A whole review with the official client: client.mjs http URL TOKEN | stdio PROGRAM ARGUMENT…
import { Client } from "@modelcontextprotocol/sdk/client/index.js";
import { StreamableHTTPClientTransport } from "@modelcontextprotocol/sdk/client/streamableHttp.js";
import { StdioClientTransport } from "@modelcontextprotocol/sdk/client/stdio.js";

const [kind, first, ...rest] = process.argv.slice(2);
const transport =
  kind === "http"
    ? new StreamableHTTPClientTransport(new URL(first), {
        requestInit: { headers: { Authorization: "Bearer " + rest[0] } },
      })
    : new StdioClientTransport({ command: first, args: rest });
const client = new Client({ name: "test", version: "1" });
await client.connect(transport);

const tools = (await client.listTools()).tools.map((tool) => tool.name);
const progress = [];
const done = await client.callTool(
  { name: "run_until_unanimous", arguments: { task: "a plan", initial_draft: "one plan \n" } },
  undefined,
  { onprogress: (step) => progress.push(step.message) },
);
const review = done.structuredContent;
const session = { session_id: review.session_id };
const poll = await client.callTool({ name: "session_poll", arguments: session });
const text = await client.callTool({ name: "session_final", arguments: session });
const report = await client.readResource({
  uri: `crossreview://sessions/${review.session_id}/report`,
});
const wrong = await client.callTool({ name: "session_read", arguments: { session_id: "nope" } });
await client.ping();
console.log(
  JSON.stringify({
    tools: tools.length,
    converged: review.converged,
    progress: progress.length,
    state: poll.structuredContent.state,
    final: text.structuredContent.text,
    report: report.contents[0].mimeType,
    wrong: wrong.isError,
  }),
);
await client.close();
