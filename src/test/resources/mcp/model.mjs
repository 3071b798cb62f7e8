// A model behind the APIs of three vendors, for the programs of these vendors: model.mjs LOG. It
// prints its address, and writes into the log the tools that each request offers, and whether it has
// the words by which our hook holds an agent.
//   a prompt with CALL tool {'argument': …} END: it calls this tool of crossreview, once
//   a prompt with ANSWER 429 (any code): a refusal with this code
//   otherwise a verdict
import { appendFileSync } from "node:fs";
import { createServer } from "node:http";

const [log] = process.argv.slice(2);

const VERDICT = JSON.stringify({
  status: "READY",
  summary: "I read the text and found nothing to object to.",
  findings: [],
});

// The tool that a prompt asks for, under the name that this program gave it.
function wanted(text, names) {
  const order = /CALL ([a-z_]+) (\{.*?\}) END/.exec(text);
  if (!order) return undefined;
  // Claude Code offers the tools of servers by a search first, and takes a call by the name
  const searched = names.includes("ToolSearch") ? `mcp__crossreview__${order[1]}` : undefined;
  const name = names.find((each) => each.endsWith(order[1])) ?? searched;
  return name && { name, input: JSON.parse(order[2].replaceAll("'", '"')) };
}

const named = (tools) =>
  tools.flatMap((tool) =>
    tool.type === "namespace"
      ? tool.tools.map((inner) => `${tool.name}|${inner.name}`)
      : (tool.functionDeclarations ?? [tool]).map((each) => each.name ?? tool.type),
  );

const messages = (call) => {
  const block = call
    ? { type: "tool_use", id: "toolu_1", name: call.name, input: {} }
    : { type: "text", text: "" };
  const delta = call
    ? { type: "input_json_delta", partial_json: JSON.stringify(call.input) }
    : { type: "text_delta", text: VERDICT };
  const usage = { input_tokens: 900, output_tokens: 20 };
  const message = { id: "msg_1", type: "message", role: "assistant", content: [], model: "m", usage };
  return [
    { type: "message_start", message },
    { type: "content_block_start", index: 0, content_block: block },
    { type: "content_block_delta", index: 0, delta },
    { type: "content_block_stop", index: 0 },
    { type: "message_delta", delta: { stop_reason: call ? "tool_use" : "end_turn" }, usage },
    { type: "message_stop" },
  ];
};

const responses = (call) => {
  const [namespace, name] = call?.name.includes("|") ? call.name.split("|") : [undefined, call?.name];
  const item = call
    ? { type: "function_call", id: "fc_1", call_id: "call_1", namespace, name, arguments: JSON.stringify(call.input) }
    : { type: "message", id: "m_1", role: "assistant", content: [{ type: "output_text", text: VERDICT }] };
  const usage = { input_tokens: 900, output_tokens: 20, total_tokens: 920 };
  return [
    { type: "response.created", response: { id: "r_1" } },
    { type: "response.output_item.done", output_index: 0, item },
    { type: "response.completed", response: { id: "r_1", usage, output: [item] } },
  ];
};

const generated = (call) => {
  const part = call ? { functionCall: { name: call.name, args: call.input } } : { text: VERDICT };
  return [{ candidates: [{ content: { role: "model", parts: [part] }, finishReason: "STOP", index: 0 }] }];
};

// A refusal that each of the programs can read.
const refusal = (code) =>
  JSON.stringify({
    type: "error",
    error: {
      code,
      type: code === 401 ? "authentication_error" : "rate_limit_error",
      status: code === 401 ? "UNAUTHENTICATED" : "RESOURCE_EXHAUSTED",
      message: code === 401 ? "invalid api key" : "too many requests",
    },
  });

function answer(path, body, response) {
  const text = JSON.stringify(body.contents ?? body.messages ?? body.input ?? []);
  const names = named(body.tools ?? []);
  const held = text.includes("crossreview result of session");
  appendFileSync(log, `${JSON.stringify({ path, names, held })}\n`);
  const refused = /ANSWER (\d{3})/.exec(text);
  if (refused) {
    response.writeHead(Number(refused[1]), { "Content-Type": "application/json" });
    response.end(refusal(Number(refused[1])));
    return;
  }
  const called = /"(tool_result|function_call_output|functionResponse)"/.test(text);
  const call = called ? undefined : wanted(text.replaceAll("\\", ""), names);
  const dialect = path.includes("/messages") ? messages : path.includes("/responses") ? responses : generated;
  const events = dialect(call);
  if (path.includes(":generateContent")) {
    response.writeHead(200, { "Content-Type": "application/json" });
    response.end(JSON.stringify(events[0]));
    return;
  }
  response.writeHead(200, { "Content-Type": "text/event-stream" });
  for (const event of events) {
    response.write(`${event.type ? `event: ${event.type}\n` : ""}data: ${JSON.stringify(event)}\n\n`);
  }
  response.end();
}

const server = createServer((request, response) => {
  const chunks = [];
  request.on("data", (chunk) => chunks.push(chunk));
  request.on("end", () => {
    const text = Buffer.concat(chunks).toString();
    if (request.method === "POST" && text.startsWith("{")) {
      answer(request.url, JSON.parse(text), response);
    } else {
      response.writeHead(404).end();
    }
  });
});
server.listen(0, "127.0.0.1", () => console.log(`http://127.0.0.1:${server.address().port}`));
