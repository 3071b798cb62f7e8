// The daemon as the page sees it: documented operations with the token of this tab, and one WebSocket.

const STORED = "crossreview-tab"; // in sessionStorage: of this tab, and of this port, unlike a cookie
const ASK_MS = 400; // an open tab answers within milliseconds; without one the person signs in

let token = sessionStorage.getItem(STORED) || "";
let browser = sessionStorage.getItem(STORED + "-session") || ""; // names the session, to end it
let who = JSON.parse(sessionStorage.getItem(STORED + "-who") || "{}"); // name and role
let signedOut = () => {};

export class Refusal extends Error {
  constructor(status, body) {
    super(body.detail || "the daemon answered with status " + status);
    this.status = status;
    this.code = body.code || "";
  }
}

export const onSignedOut = (listener) => { signedOut = listener; };
export const hasToken = () => token !== "";
export const signedInAs = () => who;

function keep(tab, session, as) {
  token = tab;
  browser = session;
  who = as;
  sessionStorage.setItem(STORED + "-who", JSON.stringify(as));
  sessionStorage.setItem(STORED + "-session", session);
  sessionStorage.setItem(STORED, tab);
}

export function forget() {
  token = "";
  sessionStorage.removeItem(STORED);
}

async function post(path, body, headers) {
  const answer = await fetch(path, {
    method: "POST", headers: { "Content-Type": "application/json", ...headers }, body: JSON.stringify(body),
  });
  const json = await answer.json();
  if (!answer.ok) throw new Refusal(answer.status, json);
  return json;
}

// {code} or {token}: what the person has.
export async function signIn(secret) {
  const { tab, session, name, role } = await post("/sign-in", secret);
  keep(tab, session, { name, role });
}

// Tabs of one browser help each other: an open one makes a token for a new one.
const channel = new BroadcastChannel("crossreview-tabs");
channel.onmessage = async ({ data }) => {
  if (data.ask && token) {
    try {
      const { tab } = await post("/sign-in", { tab: token });
      channel.postMessage({ to: data.ask, tab, session: browser, who });
    } catch (refused) {
      // This tab is signed out itself; the other one asks the person.
    }
  }
};

export function askOtherTabs() {
  return new Promise((done) => {
    const me = crypto.randomUUID();
    const asking = new BroadcastChannel("crossreview-tabs");
    const end = (found) => { asking.close(); done(found); };
    const timer = setTimeout(() => end(false), ASK_MS);
    asking.onmessage = ({ data }) => {
      if (data.to === me) { clearTimeout(timer); keep(data.tab, data.session, data.who); end(true); }
    };
    asking.postMessage({ ask: me });
  });
}

export async function call(method, path, body) {
  const headers = { Authorization: "Bearer " + token, Accept: "application/json" };
  if (method === "POST") {
    headers["Content-Type"] = "application/json";
    headers["Idempotency-Key"] = crypto.randomUUID();
  }
  const answer = await fetch("/api/v1" + path, {
    method, headers, body: method === "POST" ? JSON.stringify(body || {}) : undefined,
  });
  const json = await answer.json();
  if (answer.status === 401) { forget(); signedOut(); }
  if (!answer.ok) throw new Refusal(answer.status, json);
  return json;
}

export const get = (path) => call("GET", path);
export const change = (path, body) => call("POST", path, body);

const WAIT_MS = [500, 1000, 2000, 5000]; // a restart takes about two seconds

// One WebSocket for the page. Subscriptions are positions: after a loss each goes on after its last line.
class Live {
  constructor() {
    this.sessions = new Map(); // id → { after, hear }
    this.all = null; // { heads, hear }
    this.states = new Set();
    this.tries = 0;
    this.lostAt = 0;
  }

  connect() {
    if (this.socket || !token) return;
    const url = location.origin.replace(/^http/, "ws") + "/api/v1/events";
    const socket = new WebSocket(url, ["crossreview.v1", "bearer." + token]);
    this.socket = socket;
    socket.onopen = () => {
      const away = this.lostAt ? Math.max(1, Math.round((Date.now() - this.lostAt) / 1000)) : 0;
      this.tries = 0;
      this.lostAt = 0;
      this.sessions.forEach((value, id) => this.subscribe(id, value));
      if (this.all) this.subscribeAll();
      this.tell(away ? { back: away } : { open: true });
    };
    socket.onmessage = ({ data }) => this.heard(JSON.parse(data));
    socket.onclose = ({ code }) => {
      this.socket = null;
      if (code === 4401) { forget(); signedOut(); return; }
      if (!this.lostAt) this.lostAt = Date.now();
      this.tell({ away: true });
      setTimeout(() => this.connect(), WAIT_MS[Math.min(this.tries++, WAIT_MS.length - 1)]);
    };
  }

  tell(state) { this.states.forEach((listener) => listener(state)); }

  heard(frame) {
    if (frame.type === "event") {
      const line = frame.event;
      const id = frame.session;
      const known = this.sessions.get(id);
      if (known && line.seq > known.after) { known.after = line.seq; known.hear(line); }
      if (this.all) { this.all.heads[id] = line.seq; this.all.hear(line, id); }
    } else if (frame.type === "snapshot" && this.all) {
      Object.assign(this.all.heads, frame.heads);
    }
  }

  send(message) { if (this.socket && this.socket.readyState === 1) this.socket.send(JSON.stringify(message)); }

  subscribe(id, { after }) { this.send({ type: "subscribe", session: id, after }); }

  subscribeAll() {
    const heads = Object.entries(this.all.heads);
    const fresh = heads.length === 0;
    const PART = 500; // heads that fit into one frame
    if (fresh) { this.send({ type: "subscribe", all: true, from_now: true }); return; }
    for (let i = 0; i < heads.length; i += PART) {
      this.send({
        type: "subscribe", all: true, heads: Object.fromEntries(heads.slice(i, i + PART)), more: i + PART < heads.length,
      });
    }
  }

  follow(id, after, hear) {
    const value = { after, hear };
    this.sessions.set(id, value);
    this.connect();
    this.subscribe(id, value);
    return () => {
      this.sessions.delete(id);
      this.send({ type: "unsubscribe", session: id });
    };
  }

  followAll(hear) {
    this.all = { heads: {}, hear };
    this.connect();
    this.subscribeAll();
    return () => { this.all = null; this.restart(); };
  }

  // There is no message that ends a subscription to everything; the next connection has none.
  restart() {
    const socket = this.socket;
    if (socket) {
      socket.onclose = null;
      socket.close();
      this.socket = null;
      this.lostAt = 0;
    }
    if (this.sessions.size) this.connect();
  }

  onState(listener) {
    this.states.add(listener);
    return () => this.states.delete(listener);
  }
}

export const live = new Live();

// Ends the session of this browser, in all its tabs.
export async function signOut() {
  const ended = browser;
  if (ended) await change(`/browser/sessions/${ended}/end`, {}).catch(() => {}); // it may be over already
  forget();
}
