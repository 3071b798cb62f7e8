// A whole review with the official client:
// client.mjs PACKAGE http URL TOKEN | PACKAGE sse URL TOKEN | PACKAGE stdio PROGRAM ARGUMENT…
const [sdk, kind, first, ...rest] = process.argv.slice(2);
const { Client } = await import(sdk + "/client/index.js");
const { StreamableHTTPClientTransport } = await import(sdk + "/client/streamableHttp.js");
const { SSEClientTransport } = await import(sdk + "/client/sse.js");
const { StdioClientTransport } = await import(sdk + "/client/stdio.js");
// a revision without structured content has the same as text
const body = (result) => result.structuredContent ?? JSON.parse(result.content[0].text);

const headers = { Authorization: "Bearer " + rest[0] };
// older versions send the headers of requestInit with posts only
const withHeaders = (url, init) => {
  const all = new Headers(init?.headers);
  all.set("Authorization", headers.Authorization);
  return fetch(url, { ...init, headers: all });
};
const transports = {
  http: () => new StreamableHTTPClientTransport(new URL(first), { requestInit: { headers } }),
  sse: () =>
    new SSEClientTransport(new URL(first), {
      eventSourceInit: { fetch: withHeaders },
      requestInit: { headers },
    }),
  stdio: () => new StdioClientTransport({ command: first, args: rest }),
};
const transport = transports[kind]();
const client = new Client({ name: "test", version: "1" });
await client.connect(transport);

const tools = (await client.listTools()).tools.map((tool) => tool.name);
const progress = [];
const done = await client.callTool(
  { name: "run_until_unanimous", arguments: { task: "a plan", initial_draft: "one plan \n" } },
  undefined,
  { onprogress: (step) => progress.push(step.message) },
);
const review = body(done);
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
    structured: done.structuredContent !== undefined,
    state: body(poll).state,
    final: body(text).text,
    report: report.contents[0].mimeType,
    wrong: wrong.isError,
  }),
);
await client.close();
