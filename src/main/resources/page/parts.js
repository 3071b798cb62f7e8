// Small parts that several screens use. Every text from outside is a text node: htm puts values nowhere else.

import { html, useEffect, useState, useRef } from "./lib/htm.js";

export const short = (id) => String(id || "").slice(0, 8);
export const brief = (sha) => String(sha || "").slice(0, 8);
export const sessionPath = (id) => "/sessions/" + encodeURIComponent(id);

const GOOD = new Set(["unanimous", "accepted", "converged", "READY", "resolved", "withdrawn", "addressed", "waived"]);
const BAD = new Set(["divided", "aborted", "damaged", "NOT_READY", "blocking", "cancelled"]);
export const MARK = { good: "✓ ", bad: "✗ ", wait: "… " };

export function tone(word) {
  return GOOD.has(word) ? "good" : BAD.has(word) ? "bad" : "wait";
}

// Colour is the second signal, the mark and the word are the first.
export function Word({ of }) {
  const kind = tone(of);
  return html`<span class=${kind}><span aria-hidden="true">${MARK[kind]}</span>${of}</span>`;
}

export function age(stamp) {
  const seconds = Math.max(0, (Date.now() - Date.parse(stamp)) / 1000);
  if (seconds < 90) return Math.round(seconds) + " s";
  if (seconds < 5400) return Math.round(seconds / 60) + " min";
  return seconds < 172800 ? Math.round(seconds / 3600) + " h" : Math.round(seconds / 86400) + " d";
}

// Cents are shown where there are any; a smaller amount is shown as it is.
export const usd = (amount) => "$" + (Number(amount) === 0 || Number(amount) >= 0.01 ? Number(amount).toFixed(2) : amount);

export const count = (number, one, many) => number + " " + (number === 1 ? one : many || one + "s");

export function Time({ of }) {
  return of ? html`<time dateTime=${of} title=${of}>${age(of)}</time>` : html`<span>–</span>`;
}

const plain = /^[A-Za-z0-9._:/=@,+-]+$/;
export const quoted = (text) => (plain.test(text) ? text : "'" + String(text).replaceAll("'", "'\\''") + "'");
export const command = (...words) => "crossreview " + words.map(quoted).join(" ");

export function Command({ line }) {
  return html`<p class="quiet">In a terminal: <code>${line}</code></p>`;
}

// Runs something that asks the daemon; shows that it works and what was refused.
export function useWork() {
  const [state, set] = useState({ busy: false, problem: "" });
  const run = async (task) => {
    set({ busy: true, problem: "" });
    try {
      await task();
      set({ busy: false, problem: "" });
      return true;
    } catch (refused) {
      set({ busy: false, problem: refused.message });
      return false;
    }
  };
  return [state, run];
}

export function Problem({ text }) {
  return html`<p role="alert" class="bad">${text}</p>`;
}

// A text that survives a reload of the tab until it is sent.
export function useDraft(key) {
  const name = "crossreview-draft " + key;
  const [text, set] = useState(() => sessionStorage.getItem(name) || "");
  return [text, (next) => {
    set(next);
    if (next) sessionStorage.setItem(name, next); else sessionStorage.removeItem(name);
  }];
}

// Loads something again whenever one of the values differs; the last one asked for wins.
export function useLoad(load, values) {
  const [state, set] = useState({ loading: true });
  const turn = useRef(0);
  const again = async () => {
    const mine = ++turn.current;
    try {
      const value = await load();
      if (mine === turn.current) set({ value });
    } catch (refused) {
      if (mine === turn.current) set({ problem: refused.message });
    }
  };
  useEffect(() => { again(); }, values);
  return [state, again];
}

// Calls something soon, and once for many calls.
export function useSoon(task, ms) {
  const latest = useRef(task);
  latest.current = task;
  const timer = useRef(0);
  useEffect(() => () => clearTimeout(timer.current), []);
  return () => {
    if (!timer.current) timer.current = setTimeout(() => { timer.current = 0; latest.current(); }, ms);
  };
}

export function Loading({ state }) {
  return state.problem ? html`<${Problem} text=${state.problem} />` : html`<p class="quiet">Loading …</p>`;
}
