// A finding, where it came from and what became of it, and what people may answer.

import { html, useState } from "./lib/htm.js";
import { change } from "./api.js";
import { command, Command, Problem, short, Time, useDraft, useWork, Word } from "./parts.js";

const AS = { satisfied: "It is settled", deferred: "Later", rejected: "It is wrong" };

// What a person can do with a finding: { title, does, role, field, send, line }.
function replies(id, finding) {
  const request = finding.kind === "evidence_request";
  const at = `/sessions/${encodeURIComponent(id)}`;
  const settle = {
    title: request ? "Answer" : "Waive", does: "Overrules the finding in your name: it no longer blocks, and the report shows who settled it and why.",
    role: "operator", choice: true,
    send: (text, as) => (request ? change(`${at}/checklist/${finding.id}`, { status: as, note: text })
      : change(`${at}/findings/${finding.id}/waiver`, { as, reason: text })),
    line: (text, as) => (request ? command("answer", short(id), finding.id, as, "--note", text)
      : command("call", "finding_waive", "session_id=" + short(id), "finding=" + finding.id, "as=" + as, "reason=" + text)),
  };
  const label = `Reply to ${finding.owner} about ${finding.id}`;
  const reply = {
    title: "Reply", does: "Is evidence under your name: this and all other peers read it from the next round on. The finding stays open until its owner settles it.",
    role: "caller", area: true, send: (text) => change(`${at}/evidence`, { label, text }),
    line: (text) => command("call", "session_attach_evidence", "session_id=" + short(id), "label=" + label, "text=" + text),
  };
  const reopen = {
    title: "Reopen", does: "Lets the finding count again.", role: "operator",
    send: (reason) => change(`${at}/findings/${finding.id}/reopening`, { reason }),
    line: (text) => command("call", "finding_reopen", "session_id=" + short(id), "finding=" + finding.id, "reason=" + text),
  };
  return finding.state === "open" ? [settle, reply] : [reopen];
}

function Reply({ id, finding, reply, done }) {
  const [as, setAs] = useState("satisfied");
  const [text, setText] = useDraft(`${id} ${finding.id} ${reply.title}`);
  const [work, run] = useWork();
  const submit = (event) => {
    event.preventDefault();
    run(async () => { await reply.send(text, as); setText(""); done(); });
  };
  const common = { required: true, maxlength: 1000, value: text, onInput: (e) => setText(e.target.value) };
  return html`<form onSubmit=${submit}><p class="quiet">${reply.does}</p><div class="bar">
      ${reply.choice && html`<label>Answer <select value=${as} onChange=${(e) => setAs(e.target.value)}>${Object.entries(AS).map(([word, said]) =>
        html`<option value=${word}>${said}</option>`)}</select></label>`}
      <label class="whole">${reply.area ? "Text" : "Reason"} ${reply.area ? html`<textarea ...${common} />` : html`<input ...${common} />`}</label>
      <button class="main" disabled=${work.busy}>${reply.title}</button></div>
    <${Problem} text=${work.problem} /><${Command} line=${reply.line(text || "…", as)} /></form>`;
}

const METHOD = { owner: "by its owner", operator: "by a person", judge: "by a judge" };

export function Finding({ id, finding, me, closed, done }) {
  const open = finding.state === "open";
  const allowed = closed || me.role === "reader" ? []
    : replies(id, finding).filter((reply) => me.role === "operator" || reply.role === me.role);
  const article = html`<article class=${"finding " + (open ? finding.severity : "settled")} aria-label=${"Finding " + finding.id}>
    <p><strong>${finding.id}</strong> <strong>${(finding.owners || [finding.owner]).join(", ")}</strong>${finding.merged_into ? html` <span class="quiet">as ${finding.merged_into}</span>` : ""} <${Word} of=${open ? finding.severity : finding.state} />
      <span class="quiet"> ${finding.kind.replaceAll("_", " ")}, opened in round ${finding.opened_round}</span></p>
    <p>${finding.statement}</p>
    ${(finding.citations || []).map((citation) => citation.quote && html`<blockquote class="quiet mono">${citation.path ? citation.path + ":" + citation.line + " " : ""}${citation.quote}</blockquote>`)}
    ${(finding.proofs || []).map((proof) => html`<p class="quiet">${proof.peer} was run: ${proof.result.replaceAll("_", " ")}${
      proof.exit_code === undefined ? "" : ", exit code " + proof.exit_code}${proof.failed ? " (" + proof.failed + ")" : ""}, <${Time} of=${proof.at} /> ago</p>`)}
    ${(finding.moves || []).map((move) => html`<p class="quiet">${move.by}: ${move.from} → ${move.to}${move.as ? " as " + move.as : ""}${" "}
      ${METHOD[move.method] || move.method}, <${Time} of=${move.at} /> ago${move.reason ? ": " + move.reason : ""}</p>`)}
    ${allowed.map((reply) => html`<details key=${reply.title} class="inline"><summary>${reply.title}</summary>
      <${Reply} id=${id} finding=${finding} reply=${reply} done=${done} /></details>`)}</article>`;  // What several peers say is one item; the others are a line that opens.
  return finding.merged_into ? html`<details class="inline"><summary>${finding.owner} says the same as ${finding.merged_into}</summary>${article}</details>` : article;
}
