// One session: its text with findings, its rounds, its verdict, its evidence and its events; live.

import { html, useEffect, useMemo, useRef, useState } from "./lib/htm.js";
import { Actions } from "./actions.js";
import { get, live } from "./api.js";
import { files, rowOf, rowOfQuote, rows } from "./diff.js";
import { Finding } from "./findings.js";
import { Rows } from "./rows.js";
import { Evidence, Events, Rounds, Verdict } from "./views.js";
import { brief, command, Command, count, Loading, Problem, short, useLoad, useSoon, useWork, usd, Word } from "./parts.js";

const VIEWS = ["changes", "rounds", "verdict", "evidence", "events"];
const LIVE_MS = 250;
const KEPT_MAX = 500; // live lines in memory; older ones are read again when somebody asks
const SHOWN_MS = 100; // people see no difference, and a drawing of 1,000 lines takes some 20 ms

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

function withThreads(all, found, sha) {
  const at = new Map();
  const elsewhere = [];
  for (const finding of found) {
    const citations = finding.citations || [];
    const citation = citations.find((each) => each.artifact === sha);
    const index = citation ? rowOf(all, citation) : citations.length ? rowOfQuote(all, citations[0]) : -1;
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
  useEffect(() => { if (text.value) performance.mark("crossreview-text"); }, [text.value]); // for whoever measures the page
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
  const draw = (some) => some.map((finding) => html`<${Finding} key=${finding.id} id=${id} finding=${finding} me=${me}
    closed=${session.outcome !== undefined} done=${done} />`);
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

function Report({ id }) {
  const [work, run] = useWork();
  const save = () => run(async () => {
    const answer = await get(`/sessions/${encodeURIComponent(id)}/output?format=html`);
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([answer.text], { type: "text/html" }));
    link.download = `crossreview-${short(id)}.html`;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10_000); // the download has begun by then
  });
  return html`<button disabled=${work.busy} onClick=${save} title=${command("show", short(id), "--output", "html=report.html")}>Save the report</button>
    ${work.problem && html`<${Problem} text=${work.problem} />`}`;
}

export function Session({ id, query, go, me, server, title }) {
  const view = VIEWS.includes(query.get("view")) ? query.get("view") : "changes";
  const load = async () => {
    const [session, found] = await Promise.all([get(`/sessions/${encodeURIComponent(id)}`), findings(encodeURIComponent(id))]);
    return { session, found };
  };
  const [state, again] = useLoad(load, [id]);
  const soon = useSoon(again, LIVE_MS);
  const [lines, setLines] = useState([]);
  const waiting = useRef([]); // lines that came since the last drawing: a busy session is not drawn for each
  const show = useSoon(() => {
    const fresh = waiting.current;
    waiting.current = [];
    setLines((old) => [...old, ...fresh].slice(-KEPT_MAX));
  }, SHOWN_MS);
  const begun = state.value ? state.value.session.head : -1;
  useEffect(() => {
    if (begun < 0) return undefined;
    return live.follow(id, begun, (line) => {
      waiting.current.push(line);
      show();
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
  const parts = { id, session, found, query, go, me, server, lines, done: again };
  const open = found.filter((finding) => finding.state === "open" && finding.blocks).length;
  return html`<h1>${session.task || "Session " + short(id)}</h1>
    <p role="status"><${Word} of=${session.state} />${session.reason ? ` (${session.reason})` : ""}${session.paused_at ? html`, <strong class="wait">paused</strong>` : ""}, ${count((session.rounds || []).length, "round")},
      ${" " + count(open, "open blocking finding")}, cost ${usd(session.cost)}
      <span class="quiet mono"> ${session.session_id}</span></p>
    <div class="head"><${Actions} ...${parts} /><${Report} id=${id} /></div>
    <nav class="tabs" aria-label="Views of the session">${VIEWS.map((name) => html`<a href=${`/sessions/${encodeURIComponent(id)}?view=${name}`}
      aria-current=${name === view ? "page" : undefined}>${name[0].toUpperCase() + name.slice(1)}</a>`)}</nav>
    ${view === "changes" && html`<${Changes} ...${parts} />`}
    ${view === "rounds" && html`<${Rounds} ...${parts} />`}
    ${view === "verdict" && html`<${Verdict} ...${parts} />`}
    ${view === "evidence" && html`<${Evidence} ...${parts} />`}
    ${view === "events" && html`<${Events} ...${parts} />`}`;
}
