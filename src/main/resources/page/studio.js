// What another policy would have decided, how independent a panel is, and how its peers did. Nothing here changes anything.

import { html, useState } from "./lib/htm.js";
import { change, get } from "./api.js";
import { command, Command, count, Loading, Problem, sessionPath, short, useLoad, useWork, usd, Word } from "./parts.js";
import { Agreement } from "./pictures.js";

const RULES = [["unanimous", "unanimous: every voter approves"], ["unanimous_and_dry", "unanimous and dry: and a further round finds nothing"],
  ["severity_veto", "severity veto: only blocking findings stop it"], ["k_of_n", "k of n: enough voters approve"]];

function WhatIf() {
  const [rule, setRule] = useState("severity_veto");
  const [k, setK] = useState("2");
  const [sessions, setSessions] = useState("50");
  const [found, set] = useState(null);
  const [work, run] = useWork();
  const policy = { rule, ...(rule === "k_of_n" ? { k: Number(k) } : {}) };
  const ask = (event) => {
    event.preventDefault();
    run(async () => set(await change("/whatif", { policy, sessions: Number(sessions) })));
  };
  const differ = found ? found.sessions.filter((each) => !each.same) : [];
  return html`<section aria-label="Another policy"><h2>What if the policy were another one?</h2>
    <form class="bar" onSubmit=${ask}>
      <label>Rule <select value=${rule} onChange=${(e) => setRule(e.target.value)}>${RULES.map(([word, text]) => html`
        <option value=${word} selected=${word === rule}>${text}</option>`)}</select></label>
      ${rule === "k_of_n" && html`<label>k <input type="number" min="1" max="100" required value=${k} onInput=${(e) => setK(e.target.value)} /></label>`}
      <label>Newest sessions <input type="number" min="1" max="100" required value=${sessions} onInput=${(e) => setSessions(e.target.value)} /></label>
      <button class="main" disabled=${work.busy}>Count again</button></form>
    <${Problem} text=${work.problem} />
    ${found && html`<p role="status"><strong>${found.changed} of ${count(found.counted, "session")}</strong> would have ended differently.
        ${found.skipped.length > 0 && ` ${found.skipped.length} could not be counted.`}</p>
      ${differ.length > 0 && html`<div class="scroll" role="region" aria-label="Sessions that differ" tabindex="0"><table>
        <caption>Sessions that would differ</caption><thead><tr><th scope="col">Session</th><th scope="col">As it was</th>
          <th scope="col">Under this policy</th><th scope="col">In the way</th><th scope="col">No longer in the way</th></tr></thead>
        <tbody>${differ.map((each) => html`<tr key=${each.session_id}><td><a href=${sessionPath(each.session_id)}>${each.task || short(each.session_id)}</a></td>
          <td>${each.recorded ? html`<${Word} of=${each.recorded.tally} />` : "–"}</td>
          <td>${each.under_policy ? html`<${Word} of=${each.under_policy.tally} />` : "–"}</td>
          <td>${named(each.in_the_way)}</td><td>${named(each.no_longer_in_the_way)}</td></tr>`)}</tbody></table></div>`}`}
    <${Command} line=${command("call", "policy_whatif", "policy=" + JSON.stringify(policy), "sessions=" + sessions)} /></section>`;
}

const named = (some) => (some || []).map((each) => (typeof each === "string" ? each : [each.peer, each.finding].filter(Boolean).join(" "))).join(", ") || "–";

function Panel({ server }) {
  const [panel, setPanel] = useState(server.default_panel);
  const [state] = useLoad(() => get("/independence?panel=" + encodeURIComponent(panel)), [panel]);
  const value = state.value;
  return html`<section aria-label="Independence"><h2>How independent is a panel?</h2>
    <div class="bar"><label>Panel <select value=${panel} onChange=${(e) => setPanel(e.target.value)}>${server.panels.map((each) => html`
      <option value=${each.name} selected=${each.name === panel}>${each.name}</option>`)}</select></label></div>
    ${value ? html`<p>${value.independent_votes !== undefined
        ? html`Its ${value.voters.length} votes are worth <strong>${value.independent_votes}</strong> independent ones${value.below_floor ? ", below the floor of " + value.floor : ""}.`
        : html`How many independent votes its ${value.voters.length} voters are worth is not known yet: ${value.unknown}.`}</p>
      ${value.voters.length > 1 && html`<${Agreement} peers=${value.voters} pairs=${value.pairs} />
      <details><summary>The same as a table</summary><table><caption>Rounds with votes of both, on the same text</caption>
        <thead><tr><th scope="col">Peer</th><th scope="col">Peer</th><th scope="col">Rounds</th><th scope="col">Agreed</th></tr></thead>
        <tbody>${value.pairs.map((pair) => html`<tr><td>${pair.first}</td><td>${pair.second}</td><td>${pair.rounds}</td><td>${pair.agreed}</td></tr>`)}</tbody>
      </table></details>`}` : html`<${Loading} state=${state} />`}
    <${Command} line=${command("call", "panel_independence", "panel=" + panel)} /></section>`;
}

function Peers() {
  const [state] = useLoad(() => get("/peers?sessions=100"), []);
  if (!state.value) return html`<${Loading} state=${state} />`;
  const { peers, sessions } = state.value;
  return html`<section aria-label="Record of the peers"><h2>How have the peers done?</h2>
    ${peers.length === 0 ? html`<p>No peer has been asked yet.</p>` : html`<div class="scroll" role="region" aria-label="Table of the peers" tabindex="0"><table>
      <caption>The newest ${count(sessions, "session")}</caption><thead><tr><th scope="col">Peer</th>${COLUMNS.map(([name]) => html`<th scope="col">${name}</th>`)}</tr></thead>
      <tbody>${peers.map((peer) => html`<tr key=${peer.peer}><th scope="row">${peer.peer}</th>${COLUMNS.map(([, of]) => html`
        <td>${of(peer)}</td>`)}</tr>`)}</tbody></table></div>`}
    <${Command} line=${command("call", "session_peer_reliability_report", "sessions=100")} /></section>`;
}

const said = (counts) => Object.entries(counts).map(([word, number]) => `${number} ${word.replaceAll("_", " ")}`).join(", ") || "–";
const COLUMNS = [["Votes", (peer) => said(peer.votes)], ["Findings", (peer) => said(peer.findings)], ["Calls", (peer) => peer.calls],
  ["Failures", (peer) => said(peer.failures)], ["Mean time", (peer) => (peer.mean_latency_ms / 1000).toFixed(1) + " s"], ["Cost", (peer) => usd(peer.cost)]];

export function Studio({ server }) {
  return html`<h1>Studio</h1><p class="quiet">Questions about policies and panels, answered from the sessions that are stored. Nothing here asks a peer or changes anything.</p>
    <${WhatIf} /><${Panel} server=${server} /><${Peers} />`;
}
