// A seat of a panel: what is asked, the text, and the form of a vote with comments on lines.

import { html, useEffect, useMemo, useRef, useState } from "./lib/htm.js";
import { change, get } from "./api.js";
import { rows } from "./diff.js";
import { Rows } from "./rows.js";
import { command, Command, count, Loading, Problem, useDraft, useLoad, useWork } from "./parts.js";

const VOTES = [["READY", "READY: I approve exactly this text"], ["NOT_READY", "NOT_READY: something must change"],
  ["NEEDS_EVIDENCE", "NEEDS_EVIDENCE: I cannot decide yet"]];
const KINDS = [["defect", "defect"], ["evidence_request", "evidence is missing"]];
const SEVERITIES = [["blocking", "blocks"], ["advice", "advice"]];
const DISPOSITIONS = [["", "no answer"], ["resolved", "resolved"], ["withdrawn", "withdrawn"], ["still_open", "still open"]];

const plain = (row) => (/^(add|del|same)$/.test(row.kind) ? row.text.slice(1) : row.text);
const citable = (row) => row.kind !== "file" && row.kind !== "hunk" && row.kind !== "meta" && plain(row).trim() !== "";

function Comment({ comment, set, drop, row }) {
  const choice = (name, options, label) => html`<label>${label} <select value=${comment[name]} onChange=${(e) => set({ [name]: e.target.value })}>
    ${options.map(([word, text]) => html`<option value=${word} selected=${word === comment[name]}>${text}</option>`)}</select></label>`;
  return html`<div class=${"finding " + comment.severity}><label class="whole">${row ? `Comment on line ${row.new || row.old}` : "Finding about the whole text"}
      <textarea required maxlength="2000" value=${comment.statement} onInput=${(e) => set({ statement: e.target.value })} /></label>
    <div class="bar">${choice("severity", SEVERITIES, "Weight")}${choice("kind", KINDS, "Kind")}
      <button type="button" onClick=${drop}>Remove</button></div></div>`;
}

// The verdict as peers give it; the quotation is what finds the line again.
function verdict(status, summary, comments, all, answers) {
  const findings = comments.map(({ kind, severity, statement, index }) => {
    const row = index === null ? null : all[index];
    if (!row) return { kind, severity, statement };
    const citation = { quote: plain(row).slice(0, 400) };
    if (row.path) citation.path = row.path;
    if (row.new) citation.line = row.new;
    return { kind, severity, statement, citations: [citation] };
  });
  const dispositions = Object.entries(answers).filter(([, answer]) => answer).map(([finding, answer]) => ({ finding, answer }));
  return { status, summary, confidence: "verified", findings, ...(dispositions.length ? { dispositions } : {}) };
}

function Own({ own, answers, set }) {
  return own.length > 0 && html`<fieldset><legend>Findings of this peer that are open</legend>${own.map((finding) => html`
    <p key=${finding.id}><strong>${finding.id}</strong> ${finding.statement}
      <label>Now <select value=${answers[finding.id] || ""} onChange=${(e) => set({ ...answers, [finding.id]: e.target.value })}>
        ${DISPOSITIONS.map(([word, text]) => html`<option value=${word}>${text}</option>`)}</select></label></p>`)}</fieldset>`;
}

function Vote({ path, id, seat, artifact, prompt, sent, given }) {
  const draft = seat.purpose === "revise" || seat.purpose === "rotate";
  const all = useMemo(() => rows(artifact || ""), [artifact]);
  const [saved, save] = useDraft("seat " + id);
  const [own] = useLoad(() => get(`/sessions/${seat.session_id}/findings?state=open`)
    .then((page) => page.findings.filter((finding) => finding.owner === seat.peer)).catch(() => []), [id]); // a guest of one seat may not read the session
  const typed = { status: "READY", summary: draft ? artifact || "" : "", comments: [], answers: {}, ...(saved ? JSON.parse(saved) : {}) };
  const [work, run] = useWork();
  const control = useRef(() => {});
  const set = (some) => save(JSON.stringify({ ...typed, ...some }));
  const change1 = (which, some) => set({ comments: typed.comments.map((each) => (each === which ? { ...each, ...some } : each)) });
  const add = (index) => set({ status: "NOT_READY", comments: [...typed.comments, { index, kind: "defect", severity: "blocking", statement: "" }] });
  const form = (comment) => html`<${Comment} comment=${comment} row=${comment.index === null ? null : all[comment.index]}
    set=${(some) => change1(comment, some)} drop=${() => set({ comments: typed.comments.filter((each) => each !== comment) })} />`;
  const items = all.flatMap((row, index) => [{ row, add: !draft && citable(row) ? () => add(index) : undefined },
    ...(typed.comments.some((each) => each.index === index)
      ? [{ key: "c" + index, findings: typed.comments.filter((each) => each.index === index) }] : [])]);
  const submit = (event) => {
    event.preventDefault();
    run(async () => {
      const answer = draft ? typed.summary : JSON.stringify(verdict(typed.status, typed.summary, typed.comments, all, typed.answers));
      await change(path + "/answer", { answer });
      save(""); sent();
    });
  };
  const back = () => run(async () => { await change(path + "/return", { reason: "returned on the page" }); save(""); given(); });
  return html`<form onSubmit=${submit}>
    ${!draft && html`<p class="quiet">Press the number of a line to comment on it. ${count(typed.comments.length, "comment")} so far.</p>`}
    <${Rows} items=${items} thread=${(some) => some.map(form)} control=${control} label=${"Text " + seat.label} />
    ${typed.comments.filter((each) => each.index === null).map(form)}
    ${!draft && html`<p><button type="button" onClick=${() => add(null)}>Add a finding about the whole text</button></p>
      <${Own} own=${own.value || []} answers=${typed.answers} set=${(answers) => set({ answers })} />
      <div class="bar"><label>Vote <select id="vote" value=${typed.status} onChange=${(e) => set({ status: e.target.value })}>
        ${VOTES.map(([word, text]) => html`<option value=${word} selected=${word === typed.status}>${text}</option>`)}</select></label></div>`}
    <label class="whole">${draft ? "The whole revised text" : "Summary"} <textarea id="summary" class=${draft ? "tall" : ""} required value=${typed.summary}
      onInput=${(e) => set({ summary: e.target.value })} /></label>
    <div class="bar"><button class="main" disabled=${work.busy}>Submit</button>
      <button type="button" disabled=${work.busy} onClick=${back}>Give the seat back</button></div>
    <${Problem} text=${work.problem} /></form>
    <details><summary>The question as a model would get it</summary><pre tabindex="0">${prompt}</pre></details>
    <${Command} line=${command("call", "seat_submit", "seat=" + id, "answer=@verdict.json")} />`;
}

export function Seat({ id, title }) {
  const path = "/seats/" + encodeURIComponent(id);
  const [turn, setTurn] = useState(0);
  const [state] = useLoad(() => get(path).catch(async (refused) => {
    if (refused.code === "seat_not_claimed") return { open: true };
    throw refused;
  }), [id, turn]);
  const [work, run] = useWork();
  const [sent, setSent] = useState(false);
  useEffect(() => title("Seat"), []);
  if (!state.value) return html`<h1>Seat</h1><${Loading} state=${state} />`;
  if (sent) return html`<h1>Seat</h1><p role="status">Your answer is in. Thank you.</p>`;
  if (state.value.open) {
    return html`<h1>Seat</h1><p>This seat waits for a person. Nobody else can take it once you have.</p>
      <p><button class="main" disabled=${work.busy} onClick=${() => run(async () => { await change(path + "/claim"); setTurn(turn + 1); })}>
        Take the seat</button></p><${Problem} text=${work.problem} />
      <${Command} line=${command("call", "seat_claim", "seat=" + id)} />`;
  }
  const { seat, artifact, prompt } = state.value;
  return html`<h1>${seat.task}</h1><p>You are <strong>${seat.peer}</strong> in round ${seat.round}. Until ${seat.deadline}.</p>
    <${Vote} path=${path} id=${id} seat=${seat} artifact=${artifact} prompt=${prompt} sent=${() => setSent(true)} given=${() => setTurn(turn + 1)} />`;
}
