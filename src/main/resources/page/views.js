// Views of a session beside its text: rounds as a waterfall, votes as a matrix, evidence, and the journal.

import { html, useState } from "./lib/htm.js";
import { get } from "./api.js";
import { brief, command, Command, Loading, Problem, short, Time, useLoad, useWork, Word } from "./parts.js";

const PAGE = 500;
const PAGES_MAX = 20; // 10,000 lines; a waterfall of more is no picture

async function journal(id) {
  const all = [];
  let after = 0, more = true;
  for (let pages = 0; more && pages < PAGES_MAX; pages++) {
    const page = await get(`/sessions/${id}/events?limit=${PAGE}&after=${after}`);
    all.push(...page.events);
    after = page.next_after;
    more = page.has_more;
  }
  return { all, cut: more };
}

function bars(events) {
  const calls = new Map();
  for (const line of events) {
    if (line.type === "call.reserved") calls.set(line.call, { ...line, from: Date.parse(line.ts) });
    const call = calls.get(line.call);
    if (call && line.type !== "call.reserved" && /^call\./.test(line.type)) {
      Object.assign(call, { to: Date.parse(line.ts), cost: line.cost, end: line.type, tokens: line.usage });
    }
  }
  return [...calls.values()];
}

export function Rounds({ id, session }) {
  const [state] = useLoad(() => journal(id), [id, session.head]);
  if (!state.value) return html`<${Loading} state=${state} />`;
  const calls = bars(state.value.all);
  const begin = Math.min(...calls.map((call) => call.from)), now = Date.now();
  const span = Math.max(1, ...calls.map((call) => (call.to || now) - begin));
  const ROW = 20, LEFT = 150, WIDE = 560;
  const width = (call) => Math.max(2, (WIDE * ((call.to || now) - call.from)) / span);
  return html`<h2>Rounds</h2>
    ${calls.length === 0 ? html`<p>No peer has been asked yet.</p>` : html`
    <svg class="bars" viewBox=${`0 0 900 ${calls.length * ROW}`} role="img" aria-label="Calls of peers over time; the table below says the same">
      ${calls.map((call, i) => html`<g transform=${`translate(0 ${i * ROW})`}>
        <text x="0" y="14">${call.round}: ${call.peer}</text>
        <rect class=${!call.to ? "open" : call.end === "call.settled" ? "" : "failed"} x=${LEFT + (WIDE * (call.from - begin)) / span}
          y="3" height="14" rx="2" width=${width(call)} />
        <text x=${LEFT + (WIDE * (call.from - begin)) / span + width(call) + 5} y="14">${call.to ? ((call.to - call.from) / 1000).toFixed(1) + " s" : "asking"}${call.cost ? ", " + call.cost : ""}</text></g>`)}</svg>`}
    ${state.value.cut && html`<p>Only the first ${PAGE * PAGES_MAX} lines of the journal are drawn.</p>`}
    <div class="scroll" role="region" aria-label="Calls" tabindex="0"><table><caption>Calls</caption>
      <thead><tr><th scope="col">Round</th><th scope="col">Peer</th><th scope="col">For</th><th scope="col">Seconds</th>
        <th scope="col">Cost</th><th scope="col">End</th></tr></thead>
      <tbody>${calls.map((call) => html`<tr key=${call.call}><td>${call.round}</td><td>${call.peer}</td><td>${call.purpose}</td>
        <td>${call.to ? ((call.to - call.from) / 1000).toFixed(1) : "asking"}</td><td>${call.cost || "–"}</td>
        <td>${call.end || "–"}</td></tr>`)}</tbody></table></div>`;
}

export function Verdict({ id, session }) {
  const rounds = session.rounds || [];
  const peers = [...new Set(rounds.flatMap((round) => round.panel || []))];
  const [receipt, setReceipt] = useState(null);
  const [work, run] = useWork();
  const vote = (round, peer) => (round.votes || []).find((each) => each.peer === peer);
  return html`<h2>Verdict</h2>
    <p>${session.outcome ? html`<${Word} of=${session.outcome} /> because of ${session.reason}.` : "The session has not ended."}
      ${" "}Policy: ${session.policy ? session.policy.name + " " + session.policy.version : "–"}.</p>
    <div class="scroll" role="region" aria-label="Votes" tabindex="0"><table>
      <caption>Votes, each with the text that it is about</caption>
      <thead><tr><th scope="col">Peer</th>${rounds.map((round) => html`<th scope="col">Round ${round.round}
        <br /><span class="mono quiet">${brief(round.artifact)}</span></th>`)}</tr></thead>
      <tbody>${peers.map((peer) => html`<tr key=${peer}><th scope="row">${peer}</th>${rounds.map((round) => {
        const cast = vote(round, peer);
        return html`<td>${cast ? html`<${Word} of=${cast.status} /><br /><span>${cast.summary}</span>
          ${(cast.findings || []).length > 0 && html`<br /><span class="quiet">${cast.findings.join(", ")}</span>`}
          ${(cast.moved_by || []).length > 0 && html`<br /><span class="quiet">moved by ${cast.moved_by.map((each) => each.kind).join(", ")}</span>`}`
          : (round.excused || []).includes(peer) ? "excused" : "–"}</td>`;
      })}</tr>`)}
      <tr><th scope="row">Count</th>${rounds.map((round) => html`<td><${Word} of=${round.tally || "open"} /><br />${round.reason || ""}</td>`)}</tr>
      </tbody></table></div>
    ${session.outcome && html`<p><button disabled=${work.busy} onClick=${() =>
      run(async () => setReceipt(await get(`/sessions/${id}/receipt`)))}>Show the receipt</button></p>`}
    ${receipt && html`<pre tabindex="0">${JSON.stringify(receipt, null, 1)}</pre>`}
    <${Problem} text=${work.problem} />
    <${Command} line=${command("verify", short(id))} />`;
}

export function Evidence({ id, session }) {
  const [state] = useLoad(() => get(`/sessions/${id}/checklist`), [id, session.head]);
  if (!state.value) return html`<${Loading} state=${state} />`;
  const items = state.value.items || [];
  return html`<h2>Evidence</h2>${items.length === 0 ? html`<p>No peer has asked for evidence.</p>`
    : html`<div class="scroll" role="region" aria-label="Evidence" tabindex="0"><table><caption>What peers ask for</caption>
      <thead><tr><th scope="col">Item</th><th scope="col">Asked by</th><th scope="col">What</th><th scope="col">State</th></tr></thead>
      <tbody>${items.map((item) => html`<tr key=${item.id}><td>${item.id}</td><td>${item.peer}</td>
        <td>${item.ask}</td><td>${item.state}</td></tr>`)}</tbody></table></div>`}
    <${Command} line=${command("checklist", short(id))} />`;
}

const HEAD = new Set(["seq", "ts", "type", "by", "session_id", "prev", "epoch", "cmd"]);
const rest = (line) => JSON.stringify(Object.fromEntries(Object.entries(line).filter(([name]) => !HEAD.has(name))));

export function Events({ id, session, lines }) {
  const [from, setFrom] = useState(Math.max(0, session.head - 100));
  const [state] = useLoad(() => get(`/sessions/${id}/events?limit=${PAGE}&after=${from}`), [id, from]);
  if (!state.value) return html`<${Loading} state=${state} />`;
  const seen = new Set(state.value.events.map((line) => line.seq));
  const all = state.value.events.concat(lines.filter((line) => line.seq > from && !seen.has(line.seq)));
  return html`<h2>Events</h2>
    ${from > 0 && html`<p><button onClick=${() => setFrom(Math.max(0, from - 100))}>Earlier lines</button></p>`}
    <div class="scroll" role="region" aria-label="Journal" tabindex="0"><table>
      <caption>Lines of the journal from ${from + 1}; new ones are added at the end</caption>
      <thead><tr><th scope="col">Line</th><th scope="col">When</th><th scope="col">What</th><th scope="col">By</th><th scope="col">Content</th></tr></thead>
      <tbody>${all.map((line) => html`<tr key=${line.seq}><td>${line.seq}</td><td><${Time} of=${line.ts} /></td><td>${line.type}</td>
        <td>${line.by}</td><td class="mono">${rest(line)}</td></tr>`)}</tbody></table></div>
    <${Command} line=${command("watch", short(id))} />`;
}
