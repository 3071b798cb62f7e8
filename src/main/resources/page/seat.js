// A seat of a panel: what is asked, the text, and the form of a vote.

import { html, useEffect, useRef, useState } from "./lib/htm.js";
import { change, get } from "./api.js";
import { rows } from "./diff.js";
import { Rows } from "./rows.js";
import { command, Command, Loading, Problem, useDraft, useLoad, useWork } from "./parts.js";

export function Seat({ id, title }) {
  const path = "/seats/" + encodeURIComponent(id);
  const [claimed, setClaimed] = useState(false);
  const [state] = useLoad(() => get(path).catch(async (refused) => {
    if (refused.code === "seat_not_claimed") return { open: true };
    throw refused;
  }), [id, claimed]);
  const [work, run] = useWork();
  const [sent, setSent] = useState(false);
  const [status, setStatus] = useState("READY");
  const [summary, setSummary] = useDraft("seat " + id);
  const [finding, setFinding] = useDraft("seat finding " + id);
  const control = useRef(() => {});
  useEffect(() => title("Seat"), []);
  if (!state.value) return html`<h1>Seat</h1><${Loading} state=${state} />`;
  if (sent) return html`<h1>Seat</h1><p role="status">Your answer is in. Thank you.</p>`;
  if (state.value.open) {
    return html`<h1>Seat</h1><p>This seat waits for a person. Nobody else can take it once you have.</p>
      <p><button class="main" disabled=${work.busy} onClick=${() => run(async () => { await change(path + "/claim"); setClaimed(true); })}>
        Take the seat</button></p><${Problem} text=${work.problem} />`;
  }
  const { seat, artifact } = state.value;
  const draft = seat.purpose === "revise" || seat.purpose === "rotate";
  const submit = (event) => {
    event.preventDefault();
    run(async () => {
      const verdict = { status, summary };
      if (status !== "READY") verdict.findings = [{ severity: "blocking", statement: finding }];
      await change(path + "/answer", { answer: draft ? summary : JSON.stringify(verdict) });
      setSummary(""); setFinding(""); setSent(true);
    });
  };
  return html`<h1>${seat.task}</h1><p>You are <strong>${seat.peer}</strong> in round ${seat.round}. Until ${seat.deadline}.</p>
    <${Rows} items=${rows(artifact || "").map((row) => ({ row }))} thread=${() => null} control=${control} label=${"Text " + seat.label} />
    <form onSubmit=${submit}>${!draft && html`<div class="bar"><label>Vote <select value=${status} onChange=${(e) => setStatus(e.target.value)}>
        <option>READY</option><option>NOT_READY</option><option>NEEDS_EVIDENCE</option></select></label></div>`}
      <label>${draft ? "The whole revised text" : "Summary"} <textarea required value=${summary} onInput=${(e) => setSummary(e.target.value)} /></label>
      ${!draft && status !== "READY" && html`<label>What is wrong, or missing <textarea required value=${finding}
        onInput=${(e) => setFinding(e.target.value)} /></label>`}
      <p><button class="main" disabled=${work.busy}>Submit</button></p><${Problem} text=${work.problem} /></form>
    <details><summary>The question as a model would get it</summary><pre tabindex="0">${state.value.prompt}</pre></details>
    <${Command} line=${command("call", "seat_read", "seat=" + id)} />`;
}
