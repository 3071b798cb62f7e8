// One session: its text with findings, its rounds, its verdict, its evidence and its events; live.

import { html, useEffect, useMemo, useRef, useState } from "./lib/htm.js";
import { change, get, live } from "./api.js";
import { files, rowOf, rows } from "./diff.js";
import { Rows } from "./rows.js";
import { Evidence, Events, Rounds, Verdict } from "./views.js";
import { brief, command, Command, count, Loading, Problem, short, useDraft, useLoad, useSoon, useWork, Word } from "./parts.js";

const VIEWS = ["changes", "rounds", "verdict", "evidence", "events"];
const LIVE_MS = 250;
const KEPT_MAX = 500; // live lines in memory; older ones are read again when somebody asks

async function findings(id) {
  const all = [];
  let after = "";
  for (let pages = 0; pages < 40; pages++) { // a session has at most some hundred findings
    const page = await get(`/sessions/${id}/findings${after ? "?after=" + encodeURIComponent(after) : ""}`);
    all.push(...page.findings);
    if (!page.has_more || page.findings.length === 0) break;
    after = page.next_after || page.findings[page.findings.length - 1].id;
  }
  return all;
}

const AS = { satisfied: "It is settled", deferred: "Later", rejected: "It is wrong" };

function Answer({ id, finding, done }) {
  const [as, setAs] = useState("satisfied");
  const [reason, setReason] = useDraft(id + " " + finding.id);
  const [work, run] = useWork();
  const request = finding.kind === "evidence_request";
  const submit = (event) => {
    event.preventDefault();
    run(async () => {
      if (request) await change(`/sessions/${id}/checklist/${finding.id}`, { status: as, note: reason });
      else await change(`/sessions/${id}/findings/${finding.id}/waiver`, { as, reason });
      setReason("");
      done();
    });
  };
  const line = request ? command("answer", short(id), finding.id, as, "--note", reason || "why")
    : command("call", "finding_waive", "session_id=" + id, "finding=" + finding.id, "as=" + as, "reason=" + (reason || "why"));
  return html`<form onSubmit=${submit}><div class="bar">
      <label>Answer <select value=${as} onChange=${(e) => setAs(e.target.value)}>${Object.entries(AS).map(([word, text]) =>
        html`<option value=${word}>${text}</option>`)}</select></label>
      <label>Reason <input required maxlength="1000" value=${reason} onInput=${(e) => setReason(e.target.value)} /></label>
      <button disabled=${work.busy}>${request ? "Answer" : "Waive"}</button></div>
    <${Problem} text=${work.problem} /><${Command} line=${line} /></form>`;
}

function Finding({ id, finding, me, done }) {
  const open = finding.state === "open";
  return html`<article class=${"finding " + (open ? finding.severity : "settled")} aria-label=${"Finding " + finding.id}>
    <p><strong>${finding.id}</strong> by ${finding.owner}: <${Word} of=${open ? finding.severity : finding.state} />
      <span class="quiet"> opened in round ${finding.opened_round}</span></p>
    <p>${finding.statement}</p>
    ${(finding.citations || []).map((citation) => citation.quote && html`<blockquote class="quiet mono">${citation.quote}</blockquote>`)}
    ${(finding.moves || []).map((move) => html`<p class="quiet">${Object.entries(move).map(([name, value]) =>
      `${name}: ${typeof value === "object" ? JSON.stringify(value) : value}`).join(", ")}</p>`)}
    ${open && me.role !== "reader" && html`<details><summary>Answer</summary>
      <${Answer} id=${id} finding=${finding} done=${done} /></details>`}</article>`;
}

function withThreads(all, found, sha) {
  const at = new Map();
  const elsewhere = [];
  for (const finding of found) {
    const citation = (finding.citations || []).find((each) => each.artifact === sha) || (finding.citations || [])[0];
    const index = citation && citation.artifact === sha ? rowOf(all, citation) : -1;
    if (index < 0) elsewhere.push(finding);
    else at.set(index, [...(at.get(index) || []), finding]);
  }
  const items = [];
  const threads = [];
  all.forEach((row, index) => {
    items.push({ row });
    if (at.has(index)) {
      threads.push(items.length);
      items.push({ key: at.get(index).map((finding) => finding.id).join(" "), findings: at.get(index) });
    }
  });
  return { items, threads, elsewhere };
}

function Changes({ id, session, found, query, go, me, done }) {
  const artifacts = session.artifacts || [];
  const sha = query.get("artifact") || (session.artifact ? session.artifact.sha256 : "");
  const [text] = useLoad(() => (sha ? get(`/sessions/${id}/artifacts/${sha}`) : null), [id, sha]);
  const all = useMemo(() => (text.value ? rows(text.value.text) : []), [text.value]);
  const { items, threads, elsewhere } = useMemo(() => withThreads(all, found, sha), [all, found, sha]);
  const named = useMemo(() => files(all), [all]);
  const control = useRef(() => {});
  const next = useRef(-1);
  useEffect(() => {
    const key = (event) => {
      if (/^(INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName) || !threads.length) return;
      if (event.key !== "j" && event.key !== "k") return;
      next.current = (next.current + (event.key === "j" ? 1 : -1) + threads.length) % threads.length;
      control.current(threads[next.current]);
    };
    addEventListener("keydown", key);
    return () => removeEventListener("keydown", key);
  }, [threads]);
  if (!sha) return html`<p>No text has been submitted yet.</p>`;
  const draw = (some) => some.map((finding) => html`<${Finding} key=${finding.id} id=${id} finding=${finding} me=${me} done=${done} />`);
  const jump = (file) => () => control.current(items.findIndex((item) => item.row === all[file.index]));
  return html`<div class="bar"><label>Text <select value=${sha} onChange=${(e) =>
      go(`?view=changes&artifact=${e.target.value}`, true)}>
      ${artifacts.map((each, i) => html`<option value=${each.sha256} selected=${each.sha256 === sha}>
        ${i + 1}: ${each.label} ${brief(each.sha256)}</option>`)}</select></label>
      <span class="quiet">${session.read_as || ""}</span></div>
    ${named.length > 0 && html`<details open=${named.length <= 12}><summary>${count(named.length, "file")}</summary>
      <ul class="files">${named.map((file) => html`<li><button onClick=${jump(file)}>${file.path}</button>
        <span class="good"> +${file.added}</span> <span class="bad">−${file.removed}</span></li>`)}</ul></details>`}
    ${text.value && elsewhere.length > 0 && html`<section aria-label="Findings without a line here"><h2>Findings without a line in this text</h2>
      ${draw(elsewhere)}</section>`}
    ${text.value ? html`<${Rows} items=${items} thread=${draw} control=${control}
      label=${"Text of " + (text.value.artifact.label || "the session")} />` : html`<${Loading} state=${text} />`}
    <${Command} line=${command("show", short(id), "--changes")} />`;
}

function Steps({ id, session, me, done }) {
  const [note, setNote] = useDraft(id + " note");
  const [reason, setReason] = useState("");
  const [work, run] = useWork();
  if (me.role === "reader") return null;
  const ended = session.outcome !== undefined;
  const act = (path, body, clear) => run(async () => { await change(`/sessions/${id}${path}`, body); clear?.(); done(); });
  const why = reason ? { reason } : {};
  return html`<details><summary>Act on this session</summary><div class="box">
    <form class="bar" onSubmit=${(e) => { e.preventDefault(); act("/notes", { text: note }, () => setNote("")); }}>
      <label>Note for the panel and the record <input required maxlength="2000" value=${note}
        onInput=${(e) => setNote(e.target.value)} /></label><button disabled=${work.busy}>Add the note</button></form>
    <${Command} line=${command("call", "session_note", "session_id=" + id, "text=" + (note || "text"))} />
    ${!ended && html`<div class="bar"><label>Reason <input maxlength="500" value=${reason}
        onInput=${(e) => setReason(e.target.value)} /></label>
      ${session.state === "paused" ? html`<button disabled=${work.busy} onClick=${() => act("/resume", {})}>Resume</button>`
        : html`<button disabled=${work.busy} onClick=${() => act("/pause", why)}>Pause</button>`}
      <button disabled=${work.busy} onClick=${() => act("/cancel", why)}>Cancel the session</button></div>
    <${Command} line=${command("cancel", short(id), ...(reason ? ["--reason", reason] : []))} />`}
    <${Problem} text=${work.problem} /></div></details>`;
}

export function Session({ id, query, go, me, title }) {
  const view = VIEWS.includes(query.get("view")) ? query.get("view") : "changes";
  const load = async () => {
    const [session, found] = await Promise.all([get(`/sessions/${encodeURIComponent(id)}`), findings(encodeURIComponent(id))]);
    return { session, found };
  };
  const [state, again] = useLoad(load, [id]);
  const soon = useSoon(again, LIVE_MS);
  const [lines, setLines] = useState([]);
  const begun = state.value ? state.value.session.head : -1;
  useEffect(() => {
    if (begun < 0) return undefined;
    return live.follow(id, begun, (line) => {
      setLines((old) => [...old.slice(-KEPT_MAX + 1), line]);
      soon();
    });
  }, [id, begun >= 0]);
  useEffect(() => {
    const key = (event) => {
      const chosen = VIEWS[Number(event.key) - 1];
      if (chosen && !/^(INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName)) go(`?view=${chosen}`);
    };
    addEventListener("keydown", key);
    return () => removeEventListener("keydown", key);
  }, []);
  const task = state.value ? state.value.session.task : "";
  useEffect(() => title(task || "Session " + short(id)), [task]);
  if (!state.value) return html`<h1>Session ${short(id)}</h1><${Loading} state=${state} />`;
  const { session, found } = state.value;
  const parts = { id, session, found, query, go, me, lines, done: again };
  const open = found.filter((finding) => finding.state === "open" && finding.blocks).length;
  return html`<h1>${session.task || "Session " + short(id)}</h1>
    <p role="status"><${Word} of=${session.state} />${session.reason ? ` (${session.reason})` : ""}, ${count((session.rounds || []).length, "round")},
      ${" " + count(open, "open blocking finding")}, cost ${session.cost} USD
      <span class="quiet mono"> ${session.session_id}</span></p>
    <${Steps} ...${parts} />
    <nav class="tabs" aria-label="Views of the session">${VIEWS.map((name) => html`<a href=${`/sessions/${encodeURIComponent(id)}?view=${name}`}
      aria-current=${name === view ? "page" : undefined}>${name[0].toUpperCase() + name.slice(1)}</a>`)}</nav>
    ${view === "changes" && html`<${Changes} ...${parts} />`}
    ${view === "rounds" && html`<${Rounds} ...${parts} />`}
    ${view === "verdict" && html`<${Verdict} ...${parts} />`}
    ${view === "evidence" && html`<${Evidence} ...${parts} />`}
    ${view === "events" && html`<${Events} ...${parts} />`}`;
}
