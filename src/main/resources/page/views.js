// Views of a session beside its text: rounds as a waterfall, votes as a matrix, evidence, and the journal.

import { html, useState } from "./lib/htm.js";
import { get } from "./api.js";
import { brief, command, Command, count, Loading, Problem, short, Time, usd, useLoad, useWork, Word } from "./parts.js";
import { Agreement, Ballots, bars, Gauge, Lives, seconds, Waterfall } from "./pictures.js";
import { Finding } from "./findings.js";
import { checked } from "./receipt.js";

const PAGE = 500;
const PAGES_MAX = 20; // 10,000 lines; a waterfall of more is not a picture

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

const WHEN = (stamp) => (stamp ? stamp.replace("T", " ").replace(/\.\d+Z$/, "Z") : "–");

// What another program says of the session: its word, not a review of this daemon.
function Imported({ of, from }) {
  const calls = [...of.rounds.flatMap((round) => round.calls.map((call) => ({ round: round.round, ...call }))),
    ...(of.other_calls || [])];
  return html`<h2>Imported</h2>
    <p>${from} says: <strong>${of.outcome || "not finished"}</strong>${of.reason ? ` (${of.reason})` : ""}, opened ${WHEN(of.opened_at)},
      changed last ${WHEN(of.updated_at)}, ${usd(of.cost)} there. Nothing of it was reviewed or verified here.</p>
    ${of.rounds_before > 0 && html`<p>The first ${count(of.rounds_before, "round")} are in the report.</p>`}
    <ul>${of.rounds.map((round) => html`<li key=${round.round}>Round ${round.round}, ${WHEN(round.started_at)} to ${WHEN(round.completed_at)}:
      ${" " + (round.reason || "no reason is given")}</li>`)}</ul>
    <div class="scroll" role="region" aria-label="Imported calls" tabindex="0"><table><caption>Imported calls</caption>
      <thead><tr><th scope="col">Round</th><th scope="col">Peer</th><th scope="col">For</th><th scope="col">Said</th>
        <th scope="col">Cost</th><th scope="col">Summary</th></tr></thead>
      <tbody>${calls.map((call) => html`<tr><td>${call.round || "–"}</td><td>${call.peer}</td><td>${call.purpose}</td>
        <td>${call.failure || call.status || "–"}</td><td>${call.cost ? usd(call.cost) : "–"}</td><td>${call.summary || ""}</td></tr>`)}</tbody></table></div>
    ${of.items.length > 0 && html`<h3>Imported checklist</h3>
      <ul>${of.items.map((item) => html`<li key=${item.id}><strong>${item.status}</strong> ${item.peer}: ${item.ask}</li>`)}</ul>`}`;
}

export function Rounds({ id, session, found }) {
  const [state] = useLoad(() => journal(id), [id, session.head]);
  if (session.imported) return html`<${Imported} of=${session.imported} from=${session.imported_from} />
    <${Command} line=${command("show", short(id), "--report")} />`;
  if (!state.value) return html`<${Loading} state=${state} />`;
  const calls = bars(state.value.all);
  const starts = state.value.all.filter((line) => line.type === "round.started");
  const limits = session.limits || {};
  return html`<h2>Rounds</h2>
    ${calls.length === 0 ? html`<p>No peer has been asked yet.</p>` : html`<${Waterfall} calls=${calls} now=${Date.now()} />`}
    ${state.value.cut && html`<p>Only the first ${PAGE * PAGES_MAX} lines of the journal are drawn.</p>`}
    <h3>Money</h3><${Gauge} label="This session" ceiling=${Number(limits.session_usd)} parts=${spent(session, calls)} />
    ${found.length > 0 && html`<h3>Findings, from where they were opened to where they were settled</h3><${Lives} found=${found} starts=${starts} />`}
    ${calls.length > 0 && html`<details><summary>The calls as a table</summary>
      <div class="scroll" role="region" aria-label="Calls" tabindex="0"><table><caption>Calls</caption>
      <thead><tr><th scope="col">Round</th><th scope="col">Peer</th><th scope="col">For</th><th scope="col">Time</th>
        <th scope="col">Cost</th><th scope="col">End</th></tr></thead>
      <tbody>${calls.map((call) => html`<tr key=${call.call}><td>${call.round}</td><td>${call.peer}</td><td>${call.purpose}</td>
        <td>${seconds(call)}</td><td>${call.cost || "–"}</td><td>${call.end || "–"}</td></tr>`)}</tbody></table></div></details>`}
    <${Command} line=${command("show", short(id))} />`;
}

const spent = (session, calls) => {
  const waiting = calls.filter((call) => !call.to).reduce((sum, call) => sum + Number(call.ceiling || 0), 0);
  return [{ value: Number(session.cost), kind: "done", label: "spent" }, { value: waiting, kind: "open", label: "reserved" }];
};

// Pairs of peers that voted on the same text in the same round, and how often they said the same.
function agreement(peers, rounds, vote) {
  const pairs = [];
  peers.forEach((first, i) => peers.slice(i + 1).forEach((second) => {
    const both = rounds.filter((round) => vote(round, first) && vote(round, second));
    const agreed = both.filter((round) => (vote(round, first).status === "READY") === (vote(round, second).status === "READY"));
    pairs.push({ first, second, rounds: both.length, agreed: agreed.length });
  }));
  return pairs;
}

const VERIFIED = { whole: "The signature is whole: this receipt was signed by the key of this daemon.",
  other: "The signature is whole, but the key is not that of this daemon.", altered: "The signature does not match: the receipt was altered." };

function ReceiptBox({ id }) {
  const [work, run] = useWork();
  const [found, set] = useState(null);
  const show = () => run(async () => {
    const [answer, key] = await Promise.all([get(`/sessions/${id}/receipt`), get("/receipt-key")]);
    set({ receipt: answer.receipt, result: await checked(answer.receipt, key) });
  });
  return html`<section aria-label="Receipt"><p><button disabled=${work.busy} onClick=${show}>Check the receipt in this browser</button></p>
    ${found && html`<p role="status" class=${found.result === "whole" ? "good" : "bad"}>${VERIFIED[found.result]}</p>
      <p class="quiet mono">Ed25519 ${found.receipt.key.fingerprint}</p>
      <details><summary>The receipt</summary><pre tabindex="0">${JSON.stringify(found.receipt, null, 1)}</pre></details>`}
    <${Problem} text=${work.problem} /><${Command} line=${command("verify", short(id))} /></section>`;
}

export function Verdict({ id, session }) {
  const rounds = session.rounds || [];
  const peers = [...new Set(rounds.flatMap((round) => round.panel || []))];
  const vote = (round, peer) => (round.votes || []).find((each) => each.peer === peer);
  return html`<h2>Verdict</h2>
    <p>${session.outcome ? html`<${Word} of=${session.outcome} /> because of ${session.reason}.` : "The session has not ended."}
      ${" "}Policy: ${session.policy ? session.policy.name + " " + session.policy.version : "–"}.</p>
    ${rounds.length > 0 && html`<${Ballots} peers=${peers} rounds=${rounds} vote=${vote} />
    <div class="scroll" role="region" aria-label="Votes" tabindex="0"><table>
      <caption>Votes, each with the text that it is about</caption>
      <thead><tr><th scope="col">Peer</th>${rounds.map((round) => html`<th scope="col">Round ${round.round}
        <br /><span class="mono quiet">${brief(round.artifact)}</span></th>`)}</tr></thead>
      <tbody>${peers.map((peer) => html`<tr key=${peer}><th scope="row">${peer}</th>${rounds.map((round) => {
        const cast = vote(round, peer);
        return html`<td>${cast ? html`<${Word} of=${cast.status} />${cast.reused_from ? html` <span class="quiet">reused from ${brief(cast.reused_from.session)}</span>` : ""}<br /><span>${cast.summary}</span>
          ${(cast.findings || []).length > 0 && html`<br /><span class="quiet">${cast.findings.join(", ")}</span>`}
          ${(cast.moved_by || []).length > 0 && html`<br /><span class="quiet">moved by ${cast.moved_by.map((each) => each.kind).join(", ")}</span>`}`
          : (round.excused || []).includes(peer) ? "excused" : "–"}</td>`;
      })}</tr>`)}
      <tr><th scope="row">Count</th>${rounds.map((round) => html`<td><${Word} of=${round.tally || "open"} /><br />${round.reason || ""}</td>`)}</tr>
      </tbody></table></div>`}
    ${peers.length > 1 && html`<h3>Agreement</h3><p class="quiet">In how many rounds two peers both approved, or both did not, of those in which both voted.</p>
      <${Agreement} peers=${peers} pairs=${agreement(peers, rounds, vote)} />`}
    ${session.outcome ? html`<h3>Receipt</h3><${ReceiptBox} id=${id} />` : html`<${Command} line=${command("verify", short(id))} />`}`;
}

function Attached({ id, each }) {
  const [text, set] = useState(null);
  const [work, run] = useWork();
  return html`<details onToggle=${(e) => e.target.open && text === null && run(async () =>
      set((await get(`/sessions/${id}/evidence/${each.sha256}`)).text))}>
    <summary>${each.label} <span class="quiet">${each.bytes} bytes, ${each.kind}${each.finding ? ", about " + each.finding : ""}${each.by ? ", by " + each.by : ""} <span class="mono">${brief(each.sha256)}</span></span></summary>
    ${text !== null && html`<pre tabindex="0">${text}</pre>`}<${Problem} text=${work.problem} /></details>`;
}

export function Evidence({ id, session, found, me, done }) {
  const load = async () => {
    const [asked, attached] = await Promise.all([get(`/sessions/${id}/checklist`), get(`/sessions/${id}/evidence`)]);
    return { items: asked.items || [], attached: attached.evidence };
  };
  const [state] = useLoad(load, [id, session.head]);
  if (!state.value) return html`<${Loading} state=${state} />`;
  const { items, attached } = state.value;
  const asks = found.filter((finding) => finding.kind === "evidence_request");
  return html`<h2>Evidence</h2>${items.length === 0 ? html`<p>No peer has asked for evidence.</p>`
    : html`<div class="scroll" role="region" aria-label="Evidence" tabindex="0"><table><caption>What peers ask for</caption>
      <thead><tr><th scope="col">Item</th><th scope="col">Asked by</th><th scope="col">What</th><th scope="col">State</th></tr></thead>
      <tbody>${items.map((item) => html`<tr key=${item.id}><td>${item.id}</td><td>${item.peer}</td>
        <td>${item.ask}</td><td>${item.state}</td></tr>`)}</tbody></table></div>`}
    ${asks.map((finding) => html`<${Finding} key=${finding.id} id=${id} finding=${finding} me=${me} closed=${session.outcome !== undefined} done=${done} />`)}
    <h3>Attached</h3>${attached.length === 0 ? html`<p>Nothing is attached.</p>`
      : attached.map((each) => html`<${Attached} key=${each.sha256} id=${id} each=${each} />`)}
    <${Command} line=${command("checklist", short(id))} />`;
}

const HEAD = new Set(["seq", "ts", "type", "by", "session_id", "prev", "epoch", "cmd"]);
const rest = (line) => JSON.stringify(Object.fromEntries(Object.entries(line).filter(([name]) => !HEAD.has(name))));

const Row = ({ line }) => html`<tr><td>${line.seq}</td><td><${Time} of=${line.ts} /></td><td>${line.type}</td>
  <td>${line.by}</td><td class="mono">${rest(line)}</td></tr>`;

export function Events({ id, session, lines }) {
  const [from, setFrom] = useState(Math.max(0, session.head - 100));
  const [state] = useLoad(() => get(`/sessions/${id}/events?limit=${PAGE}&after=${from}`), [id, from]);
  if (!state.value) return html`<${Loading} state=${state} />`;
  const read = state.value.events;
  const last = read.length ? read[read.length - 1].seq : from;
  const fresh = lines.filter((line) => line.seq > last);
  const rows = read.map((line) => html`<${Row} key=${line.seq} line=${line} />`);
  if (fresh.length && fresh[0].seq > last + 1) { // older live lines are no longer in memory
    rows.push(html`<tr key="gap"><td colspan="5" class="quiet">Lines ${last + 1} to ${fresh[0].seq - 1} are not shown. Load the page again to see them.</td></tr>`);
  }
  fresh.forEach((line) => rows.push(html`<${Row} key=${line.seq} line=${line} />`));
  return html`<h2>Events</h2>
    ${from > 0 && html`<p><button onClick=${() => setFrom(Math.max(0, from - 100))}>Earlier lines</button></p>`}
    <div class="scroll" role="region" aria-label="Journal" tabindex="0"><table>
      <caption>Lines of the journal from ${from + 1}; new ones are added at the end</caption>
      <thead><tr><th scope="col">Line</th><th scope="col">When</th><th scope="col">What</th><th scope="col">By</th><th scope="col">Content</th></tr></thead>
      <tbody>${rows}</tbody></table></div>
    <${Command} line=${command("watch", short(id))} />`;
}
