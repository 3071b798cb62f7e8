// What people may do with a session: one form for each operation, beside the command that does the same.

import { html, useState } from "./lib/htm.js";
import { change } from "./api.js";
import { command, Command, Problem, sessionPath, short, useDraft, useWork } from "./parts.js";

const LIMITS = [["session_usd", "US dollars"], ["max_rounds", "rounds"], ["wall_clock_minutes", "minutes"]];
const WHY = { name: "reason", label: "Reason", max: 1000 };
const line = (operation, session, body) => command("call", operation, "session_id=" + short(session.session_id),
  ...Object.entries(body).map(([name, value]) => `${name}=${value}`));

const ended = (session) => session.outcome !== undefined;
const running = (session) => Boolean(session.run && session.run.running);
const voters = (session) => session.panel.map((member) => member.peer);

// title, operation, path, role that the operation needs, when it can be done, what it does, fields, where the page goes then.
export const ACTIONS = [
  { title: "Note", operation: "session_note", path: "/notes", role: "operator", when: () => true,
    does: "A note for people, in the journal and the report. It changes nothing else.",
    fields: [{ name: "text", label: "Note", max: 1000, area: true }] },
  { title: "Tell the panel", operation: "session_constrain", path: "/constraints", role: "operator", when: (s) => !ended(s),
    does: "A constraint that all reviewers and authors see from the next round on.",
    fields: [{ name: "text", label: "Constraint", max: 1000, area: true }] },
  { title: "Attach evidence", operation: "session_attach_evidence", path: "/evidence", role: "caller", when: (s) => !ended(s),
    does: "A log, a specification, the output of a command: every peer sees the whole text from the next round on.",
    fields: [{ name: "label", label: "Name", max: 200 }, { name: "text", label: "Text: paste it, or drop a file", area: true, file: "label" }] },
  { title: "New text", operation: "session_submit", path: "/artifact", role: "caller", when: (s) => !ended(s) && !running(s),
    does: "Replaces the text for later runs. Votes on the present text do not count for it.",
    fields: [{ name: "label", label: "Name", max: 200 }, { name: "text", label: "Diff or text: paste it, or drop a file", area: true, file: "label" }] },
  { title: "Start a run", operation: "run_start", path: "/runs", role: "caller", when: (s) => !ended(s) && !running(s) && s.artifact,
    does: "Lets the panel vote on the present text. This may cost money.",
    fields: [{ name: "mode", label: "Mode", options: [["review", "review: votes only"], ["ship", "ship: an author revises"]] }] },
  { title: "Pause", operation: "session_pause", path: "/pause", role: "caller", when: (s) => !ended(s) && !s.paused_at,
    does: "No further step starts until somebody resumes the session. Open calls end and count.", fields: [{ ...WHY, optional: true }] },
  { title: "Resume", operation: "session_resume", path: "/resume", role: "caller", when: (s) => !ended(s) && Boolean(s.paused_at),
    does: "The session goes on where it was.", fields: [] },
  { title: "Change a limit", operation: "session_limit", path: "/limits", role: "caller", when: (s) => !ended(s),
    does: "Callers may lower a limit, operators may raise it, too.",
    fields: [{ name: "limit", label: "Limit", options: LIMITS }, { name: "to", label: "New value", max: 20 }] },
  { title: "Swap a peer", operation: "session_swap_peer", path: "/panel", role: "operator", when: (s) => !ended(s),
    does: "Another configured peer takes the place from the next round on. Old votes stay in the journal.",
    fields: [{ name: "leaves", label: "Leaves", options: (s) => voters(s).map((peer) => [peer, peer]) },
      { name: "joins", label: "Joins", options: (s, server) => joiners(s, server).map((peer) => [peer, peer]) }] },
  { title: "Escalate", operation: "escalate_to_operator", path: "/escalations", role: "caller", when: () => true,
    does: "Records that a person should look at this session. The review continues.",
    fields: [{ name: "severity", label: "How urgent", options: ["warning", "critical", "info"].map((word) => [word, word]) },
      { ...WHY, label: "What has to be decided" }] },
  { title: "Contest", operation: "contest_verdict", path: "/contest", role: "caller", when: (s) => ended(s) && !s.contested_by,
    does: "Records that you doubt the outcome, and opens a new session with the same text and rules. Once for a session.",
    fields: [WHY], goes: true },
  { title: "Fork", operation: "session_fork", path: "/fork", role: "caller", when: (s) => (s.rounds || []).length > 0,
    does: "Opens a new session that starts from a round of this one, to try something else.",
    fields: [{ name: "round", label: "Round", number: true, options: (s) => s.rounds.map((round) => [round.round, "round " + round.round]) }],
    goes: true },
  { title: "Cancel", operation: "session_cancel", path: "/cancel", role: "caller", when: (s) => !ended(s),
    does: "Stops the run and closes the session for good.", fields: [{ ...WHY, optional: true }],
    line: (session, body) => command("cancel", short(session.session_id), ...(body.reason ? ["--reason", body.reason] : [])) },
];

const joiners = (session, server) => [...new Set(server.panels.flatMap((panel) => panel.peers.map((each) => each.peer)))]
  .filter((peer) => !voters(session).includes(peer));

function Field({ field, value, set, session, server }) {
  const options = typeof field.options === "function" ? field.options(session, server) : field.options;
  const drop = async (event) => {
    const file = event.dataTransfer.files[0];
    if (!file) return;
    event.preventDefault();
    set({ [field.name]: await file.text(), [field.file]: file.name });
  };
  const common = { required: !field.optional, value, onInput: (e) => set({ [field.name]: e.target.value }) };
  return html`<label class=${field.area ? "whole" : ""}>${field.label}${field.optional ? " (may be empty)" : ""}
    ${options ? html`<select ...${common}>${options.map(([word, text]) => html`<option value=${word} selected=${String(word) === value}>${text}</option>`)}</select>`
      : field.area ? html`<textarea maxlength=${field.max} onDrop=${field.file ? drop : undefined} ...${common} />`
        : html`<input maxlength=${field.max} ...${common} />`}</label>`;
}

const first = (field, session, server) => {
  const options = typeof field.options === "function" ? field.options(session, server) : field.options;
  return options && options.length ? String(options[0][0]) : "";
};

function Form({ action, id, session, server, go, done, close }) {
  const [draft, setDraft] = useDraft(id + " " + action.operation);
  const [work, run] = useWork();
  const typed = draft ? JSON.parse(draft) : {};
  const value = (field) => typed[field.name] ?? first(field, session, server);
  const set = (some) => setDraft(JSON.stringify({ ...typed, ...some }));
  const body = {};
  for (const field of action.fields) {
    const text = value(field);
    if (text !== "") body[field.name] = field.number ? Number(text) : text;
  }
  const submit = (event) => {
    event.preventDefault();
    run(async () => {
      const answer = await change(`/sessions/${encodeURIComponent(id)}${action.path}`, body);
      setDraft("");
      if (action.goes) go(sessionPath(answer.session_id));
      else { close(); done(); }
    });
  };
  const shown = {};
  for (const field of action.fields) {
    if (body[field.name] !== undefined || !field.optional) shown[field.name] = field.file ? "@file" : body[field.name] ?? "…";
  }
  return html`<form class="box" onSubmit=${submit} aria-label=${action.title}>
    <p>${action.does}</p>
    <div class="bar">${action.fields.map((field) => html`<${Field} key=${field.name} field=${field} value=${value(field)} session=${session}
      server=${server} set=${set} />`)}</div>
    <div class="bar"><button class="main" disabled=${work.busy}>${action.title}</button>
      <button type="button" onClick=${close}>Close</button></div>
    <${Problem} text=${work.problem} />
    <${Command} line=${action.line ? action.line(session, shown) : line(action.operation, session, shown)} /></form>`;
}

export function Actions({ id, session, server, me, go, done }) {
  const [open, setOpen] = useState("");
  const allowed = ACTIONS.filter((action) => (me.role === "operator" || me.role === action.role) && action.when(session));
  const chosen = allowed.find((action) => action.title === open);
  if (allowed.length === 0) return null;
  return html`<section aria-label="Act on this session"><div class="actions">${allowed.map((action) => html`
      <button key=${action.title} aria-expanded=${action.title === open ? "true" : "false"}
        onClick=${() => setOpen(action.title === open ? "" : action.title)}>${action.title}</button>`)}</div>
    ${chosen && html`<${Form} key=${chosen.title} action=${chosen} id=${id} session=${session} server=${server} go=${go} done=${done}
      close=${() => setOpen("")} />`}</section>`;
}
