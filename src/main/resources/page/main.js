// The page: who is signed in, which screen the address means, and what is above every screen.

import { html, render, useEffect, useRef, useState } from "./lib/htm.js";
import { askOtherTabs, get, hasToken, live, onSignedOut, signedInAs, signIn, signOut } from "./api.js";
import { Guest, Invitation, invitation } from "./guest.js";
import { Money, NeedsYou, Sessions, Start } from "./lists.js";
import { Session } from "./session.js";
import { Seat } from "./seat.js";
import { Studio } from "./studio.js";
import { Loading, Problem, useLoad, useWork } from "./parts.js";

const SCREENS = [["/", "Needs you", "n"], ["/sessions", "Sessions", "s"], ["/start", "Start", "c"], ["/money", "Money", "m"],
  ["/studio", "Studio", "t"]];
const KEYS = [["n", "Needs you"], ["s", "Sessions"], ["c", "Start a review"], ["m", "Money"], ["t", "Studio"], ["/", "Search sessions"],
  ["j / k", "Next and previous finding"], ["1 – 5", "Views of a session"], ["?", "These keys"]];

function useAddress() {
  const [, update] = useState(0);
  useEffect(() => {
    const changed = () => update((n) => n + 1);
    addEventListener("popstate", changed);
    return () => removeEventListener("popstate", changed);
  }, []);
  const go = (to, replace) => {
    history[replace ? "replaceState" : "pushState"](null, "", to);
    update((n) => n + 1);
    if (!replace) scrollTo(0, 0);
  };
  return [new URL(location.href), go];
}

function Connection() {
  const [text, set] = useState("");
  useEffect(() => live.onState((state) => {
    if (state.away) set("The connection to the daemon is away; the page tries again.");
    else if (state.back) set(`The connection was away for ${state.back} s; everything since then is shown.`);
  }), []);
  return html`<p class="line quiet" role="status" id="connection">${text}</p>`;
}

function Keys({ shown, close }) {
  const dialog = useRef(null);
  useEffect(() => {
    if (shown && !dialog.current.open) dialog.current.showModal();
    if (!shown && dialog.current.open) dialog.current.close();
  }, [shown]);
  return html`<dialog ref=${dialog} onClose=${close} aria-labelledby="keys">
    <h2 id="keys">Keys</h2>
    <table><thead><tr><th scope="col">Key</th><th scope="col">What it does</th></tr></thead><tbody>
      ${KEYS.map(([key, what]) => html`<tr><td><kbd>${key}</kbd></td><td>${what}</td></tr>`)}</tbody></table>
    <p><button onClick=${close}>Close</button></p></dialog>`;
}

function SignIn({ problem, done }) {
  const [token, setToken] = useState("");
  const [work, run] = useWork();
  const submit = async (event) => {
    event.preventDefault();
    if (await run(() => signIn({ token: token.trim() }))) done();
  };
  return html`<main id="main"><h1>crossreview</h1>
    <p>To sign in, run this in a terminal on the machine of the daemon. It opens this page with a code that works once.</p>
    <pre tabindex="0">crossreview open</pre>
    <form class="box" onSubmit=${submit}><label>Or paste a token of this daemon
      <input type="password" autocomplete="off" required value=${token} onInput=${(e) => setToken(e.target.value)} /></label>
      <button class="main" disabled=${work.busy}>Sign in</button></form>
    <${Problem} text=${work.problem || problem} />
    <p><a href="/docs">The HTTP API</a> is described for everybody.</p></main>`;
}

function Screen({ address, go, me, server, title }) {
  const parts = address.pathname.split("/").filter(Boolean).map(decodeURIComponent);
  const query = address.searchParams;
  if (parts[0] === "sessions" && parts[1]) {
    return html`<${Session} key=${parts[1]} id=${parts[1]} query=${query} go=${go} me=${me} server=${server} title=${title} />`;
  }
  if (parts[0] === "sessions") return html`<${Sessions} query=${query} go=${go} />`;
  if (parts[0] === "start") return html`<${Start} me=${me} server=${server} go=${go} />`;
  if (parts[0] === "money") return html`<${Money} me=${me} />`;
  if (parts[0] === "studio") return html`<${Studio} server=${server} />`;
  if (parts[0] === "seat" && parts[1]) return html`<${Seat} key=${parts[1]} id=${parts[1]} title=${title} />`;
  return html`<${NeedsYou} me=${me} title=${title} />`;
}

const typing = (target) => /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName) || target.isContentEditable;

function Page({ signOut }) {
  const [address, go] = useAddress();
  const [server] = useLoad(() => get("/server"), []);
  const [keys, showKeys] = useState(false);
  const main = useRef(null);
  const title = (text) => { document.title = text + " – crossreview"; };
  const path = address.pathname;
  useEffect(() => {
    const screen = SCREENS.find(([to]) => to === path);
    if (screen) title(screen[1]);
    if (main.current) main.current.focus({ preventScroll: true });
  }, [path]);
  useEffect(() => {
    const key = (event) => {
      if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
      const screen = SCREENS.find(([, , letter]) => letter === event.key);
      if (screen) go(screen[0]);
      else if (event.key === "?") showKeys(true);
      else if (event.key === "/") {
        event.preventDefault();
        if (location.pathname !== "/sessions") go("/sessions");
        setTimeout(() => document.getElementById("search")?.focus());
      }
    };
    const click = (event) => {
      const link = event.target.closest?.("a[href]");
      const plain = link && event.button === 0 && !event.ctrlKey && !event.metaKey && !event.shiftKey;
      if (!plain || link.origin !== location.origin || link.pathname === "/docs" || link.hash) return;
      event.preventDefault();
      go(link.pathname + link.search);
    };
    addEventListener("keydown", key);
    document.addEventListener("click", click);
    return () => { removeEventListener("keydown", key); document.removeEventListener("click", click); };
  }, []);
  if (!server.value) return html`<main><${Loading} state=${server} /></main>`;
  const me = server.value.you;
  return html`<a class="skip" href="#main">Skip to the content</a>
    <header><strong>crossreview</strong><nav aria-label="Screens">${SCREENS.map(([to, name]) => html`
      <a href=${to} aria-current=${to === path ? "page" : undefined}>${name}</a>`)}<a href="/docs">API</a></nav>
      <span class="quiet">${me.name}, ${me.role}</span>
      <button onClick=${() => showKeys(true)}>Keys</button><button onClick=${signOut}>Sign out</button></header>
    <${Connection} />
    <main id="main" tabindex="-1" ref=${main}>
      <${Screen} address=${address} go=${go} me=${me} server=${server.value} title=${title} /></main>
    <${Keys} shown=${keys} close=${() => showKeys(false)} />`;
}

function Root() {
  const [state, set] = useState({ ready: false, signedIn: false, invited: "", problem: "" });
  useEffect(() => {
    onSignedOut(() => set({ ready: true, signedIn: false, problem: "You are signed out; sign in again." }));
    begin().then(set);
    const code = () => { if (/^#(code|invitation)=/.test(location.hash)) begin().then(set); };
    addEventListener("hashchange", code);
    return () => removeEventListener("hashchange", code);
  }, []);
  const leave = async () => {
    await signOut();
    set({ ready: true, signedIn: false, problem: "" });
  };
  if (!state.ready) return html`<main><p class="quiet">Loading …</p></main>`;
  const done = () => set({ ready: true, signedIn: true, problem: "" });
  if (state.invited) return html`<${Invitation} key=${state.invited} code=${state.invited} done=${done} />`;
  if (!state.signedIn) return html`<${SignIn} problem=${state.problem} done=${done} />`;
  return signedInAs().role === "reviewer" ? html`<${Guest} who=${signedInAs()} signOut=${leave} />` : html`<${Page} signOut=${leave} />`;
}

// The code is taken out of the address before anything else can see it.
async function begin() {
  const invited = invitation();
  if (invited) return { ready: true, signedIn: false, invited, problem: "" };
  const code = location.hash.startsWith("#code=") ? decodeURIComponent(location.hash.slice(6)) : "";
  if (code) {
    history.replaceState(null, "", location.pathname + location.search);
    try {
      await signIn({ code });
      return { ready: true, signedIn: true, problem: "" };
    } catch (refused) {
      return { ready: true, signedIn: hasToken(), problem: refused.message };
    }
  }
  return { ready: true, signedIn: hasToken() || (await askOtherTabs()), problem: "" };
}

render(html`<${Root} />`, document.getElementById("page"));
