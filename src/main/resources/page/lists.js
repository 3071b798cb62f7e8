// Screens about many sessions: what needs a person, all sessions, money, and the start of a review.

import { html, useEffect, useState } from "./lib/htm.js";
import { change, get, live } from "./api.js";
import { Gauge } from "./pictures.js";
import { command, Command, count, Loading, Problem, sessionPath, short, Time, useDraft, useLoad, useSoon, useWork, usd, Word }
  from "./parts.js";

const STATES = ["open", "running", "paused", "unanimous", "accepted", "divided", "inconclusive", "cancelled", "aborted",
  "imported", "damaged"];
const LIVE_MS = 600; // a list that changes more often cannot be read

function SessionTable({ caption, rows }) {
  return html`<div class="scroll" role="region" aria-label=${caption} tabindex="0"><table>
    <caption>${caption}</caption>
    <thead><tr><th scope="col">Session</th><th scope="col">State</th><th scope="col">Round</th>
      <th scope="col">Blocked by</th><th scope="col">Cost</th><th scope="col" class="wide">Caller</th>
      <th scope="col">Changed</th></tr></thead>
    <tbody>${rows.map((row) => html`<tr key=${row.session_id}>
      <td><a href=${sessionPath(row.session_id)}>${row.task || short(row.session_id)}</a>
        <span class="quiet mono"> ${short(row.session_id)}</span></td>
      <td><${Word} of=${row.state} /></td>
      <td>${row.imported ? row.imported.rounds : row.round || 0}${row.asked ? ` (${row.answered} of ${row.asked})` : ""}</td>
      <td>${(row.blocked_by || []).join(", ") || "–"}</td>
      <td>${usd((row.imported || row).cost)}</td><td class="wide">${row.petitioner}</td><td><${Time} of=${row.updated_at} /></td></tr>`)}
    </tbody></table></div>`;
}

export function Sessions({ query, go }) {
  const search = query.get("search") || "", state = query.get("state") || "", repository = query.get("repository") || "";
  const [more, setMore] = useState([]);
  const path = (cursor) => {
    const asked = new URLSearchParams({ limit: "50" });
    for (const [name, value] of Object.entries({ search, state, repository, cursor })) if (value) asked.set(name, value);
    return "/sessions?" + asked;
  };
  const [list, again] = useLoad(async () => { setMore([]); return get(path("")); }, [search, state, repository]);
  const soon = useSoon(again, LIVE_MS);
  useEffect(() => live.followAll(soon), []);
  const [work, run] = useWork();
  const rows = list.value ? list.value.sessions.concat(...more.map((page) => page.sessions)) : [];
  const last = more.length ? more[more.length - 1] : list.value;
  const submit = (event) => {
    event.preventDefault();
    const asked = new URLSearchParams();
    for (const [name, value] of new FormData(event.target)) if (value) asked.set(name, value);
    go("/sessions" + (asked.size ? "?" + asked : ""));
  };
  return html`<h1>Sessions</h1>
    <form class="bar" role="search" onSubmit=${submit} key=${search + state + repository}>
      <label>Words of the task <input id="search" name="search" type="search" defaultValue=${search} /></label>
      <label>State <select name="state" defaultValue=${state}><option value="">any</option>
        ${STATES.map((word) => html`<option value=${word} selected=${word === state}>${word}</option>`)}</select></label>
      <label>Repository <input name="repository" defaultValue=${repository} /></label>
      <button>Filter</button></form>
    ${list.value ? html`<${SessionTable} caption=${count(rows.length, "session") + (last.next_cursor ? ", and more" : "")}
        rows=${rows} />
      ${rows.length === 0 && html`<p>No session ${search || state || repository ? "matches these filters" : "yet"}.
        <a href="/start">Start a review</a>.</p>`}
      ${last.next_cursor && html`<button disabled=${work.busy}
        onClick=${() => run(async () => setMore([...more, await get(path(last.next_cursor))]))}>More</button>`}
      <${Problem} text=${work.problem} />` : html`<${Loading} state=${list} />`}
    <${Command} line=${command("sessions")} />`;
}

export function NeedsYou({ me, title }) {
  const mayVote = me.role !== "reader";
  const load = async () => {
    const states = ["paused", "divided", "inconclusive"];
    const [seats, ...lists] = await Promise.all([
      mayVote ? get("/seats") : { seats: [] }, ...states.map((state) => get("/sessions?limit=50&state=" + state)),
      get("/sessions?limit=50&state=running"),
    ]);
    const running = lists.pop().sessions.filter((row) => row.escalations > 0);
    return { seats: seats.seats, rows: lists.flatMap((list) => list.sessions).concat(running) };
  };
  const [found, again] = useLoad(load, []);
  const soon = useSoon(again, LIVE_MS);
  useEffect(() => live.followAll(soon), []);
  const waiting = found.value ? found.value.seats.length + found.value.rows.length : 0;
  useEffect(() => title((waiting ? `(${waiting}) ` : "") + "Needs you"), [waiting]);
  if (!found.value) return html`<h1>Needs you</h1><${Loading} state=${found} />`;
  const { seats, rows } = found.value;
  return html`<h1>Needs you</h1>
    <p role="status">${waiting ? `${waiting} ${waiting === 1 ? "waits" : "wait"} for a person.` : "Nothing waits for a person."}</p>
    ${seats.length > 0 && html`<div class="scroll" role="region" aria-label="Seats" tabindex="0"><table>
      <caption>Seats of a panel</caption>
      <thead><tr><th scope="col">Seat</th><th scope="col">Round</th><th scope="col">Holder</th>
        <th scope="col">Until</th></tr></thead>
      <tbody>${seats.map((seat) => html`<tr key=${seat.seat}>
        <td><a href=${"/seat/" + encodeURIComponent(seat.seat)}>${seat.task}</a> as ${seat.peer}</td>
        <td>${seat.round}</td><td>${seat.holder || "nobody yet"}</td><td>${seat.deadline}</td></tr>`)}</tbody>
      </table></div>`}
    ${rows.length > 0 && html`<${SessionTable} caption="Sessions that stopped or were escalated" rows=${rows} />`}`;
}

export function Money({ me }) {
  const [found] = useLoad(async () => {
    const [metrics, list, status] = await Promise.all([get("/metrics"), get("/sessions?limit=100"),
      me.role === "operator" ? get("/status") : null]);
    return { metrics, status, rows: list.sessions.toSorted((a, b) => Number(b.cost) - Number(a.cost)).slice(0, 20) };
  }, []);
  if (!found.value) return html`<h1>Money</h1><${Loading} state=${found} />`;
  const { metrics, status, rows } = found.value;
  const basis = metrics.cost_basis;
  const most = Math.max(1e-9, ...rows.map((row) => Number(row.cost)));
  const approved = metrics.by_state.unanimous + metrics.by_state.accepted;
  return html`<h1>Money</h1>
    <p>All ${count(metrics.sessions, "session")} cost <strong>${usd(metrics.cost)}</strong>${approved > 0
      && `; that is ${usd((Number(metrics.cost) / approved).toFixed(4))} for each of the ${approved} that ended with an approval`}.</p>
    <${Gauge} label="All sessions" parts=${[{ value: Number(basis.exact), kind: "done", label: "as billed" },
      { value: Number(basis.estimate), kind: "heat2", label: "estimated" }, { value: Number(basis.ceiling), kind: "open", label: "at the ceiling" }]} />
    ${status && html`<${Gauge} label="Today" ceiling=${Number(status.day_usd || 0)} parts=${[
      { value: Number(status.spent_usd), kind: "done", label: "spent" }, { value: Number(status.reserved_usd), kind: "open", label: "reserved" }]} />`}
    <p class="quiet">A call whose bill is unknown is booked at its ceiling.</p>
    <div class="scroll" role="region" aria-label="Cost by session" tabindex="0"><table>
      <caption>The most expensive of the newest 100 sessions</caption>
      <thead><tr><th scope="col">Session</th><th scope="col">Cost</th><th scope="col">Share of the most expensive</th></tr></thead>
      <tbody>${rows.map((row) => html`<tr key=${row.session_id}>
        <td><a href=${sessionPath(row.session_id)}>${row.task || short(row.session_id)}</a></td><td>${usd(row.cost)}</td>
        <td><svg class="share" viewBox="0 0 200 10" preserveAspectRatio="none" aria-hidden="true"><rect class="done" height="10" rx="2"
          width=${(200 * Number(row.cost)) / most} /></svg></td></tr>`)}</tbody></table></div>
    <${Command} line=${command("call", "session_metrics")} />`;
}

export function Start({ me, server, go }) {
  const [task, setTask] = useDraft("task");
  const [text, setText] = useDraft("text");
  const [label, setLabel] = useDraft("label");
  const [panel, setPanel] = useState(server.default_panel);
  const [work, run] = useWork();
  const begin = async (event) => {
    event.preventDefault();
    await run(async () => {
      const body = { initial_draft: text, mode: "review", panel };
      if (task) body.task = task;
      if (label) body.label = label;
      const begun = await change("/runs", body);
      setTask(""); setText(""); setLabel("");
      go(sessionPath(begun.session_id));
    });
  };
  const drop = async (event) => {
    const file = event.dataTransfer.files[0];
    if (!file) return;
    event.preventDefault();
    setText(await file.text());
    setLabel(file.name);
  };
  if (me.role === "reader") return html`<h1>Start a review</h1><p>Your role here is reader, which starts nothing.</p>`;
  return html`<h1>Start a review</h1>
    <form onSubmit=${begin}>
      <div class="bar"><label>Task <input value=${task} maxlength="2000" onInput=${(e) => setTask(e.target.value)} /></label>
        <label>Name of the text <input value=${label} placeholder="change.diff"
          onInput=${(e) => setLabel(e.target.value)} /></label>
        <label>Panel <select value=${panel} onChange=${(e) => setPanel(e.target.value)}>
          ${server.panels.map((each) => html`<option value=${each.name} selected=${each.name === panel}>
            ${each.name} (${each.peers.length})</option>`)}</select></label></div>
      <label>Diff or text: paste it, or drop a file
        <textarea class="tall" required value=${text} onDrop=${drop}
          onInput=${(e) => setText(e.target.value)} /></label>
      <p><button class="main" disabled=${work.busy}>Start</button></p>
      <${Problem} text=${work.problem} /></form>
    <${Command} line=${command("review", label || "change.diff", "--mode", "review", "--panel", panel)} />`;
}
