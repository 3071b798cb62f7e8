// The page of a reviewer: somebody who answers for seats and sees nothing else, by an invitation or a token of that role.

import { html, useEffect, useState } from "./lib/htm.js";
import { change, get, signIn } from "./api.js";
import { Seat } from "./seat.js";
import { Loading, Problem, useLoad, useWork } from "./parts.js";

const STORED = "crossreview-invitation"; // in sessionStorage: a reload does not lose it
const NONE = "No seat waits for you: it was answered, another person has it, or its time is over.";

// Takes the code of an invitation out of the address before anything else can see it.
export function invitation() {
  if (location.hash.startsWith("#invitation=")) {
    sessionStorage.setItem(STORED, decodeURIComponent(location.hash.slice(12)));
    history.replaceState(null, "", location.pathname);
  }
  return sessionStorage.getItem(STORED) || "";
}

// The code is used up by taking the seat, not by opening the address: programs that look at links open them too.
export function Invitation({ code, done }) {
  const [work, run] = useWork();
  const take = async () => {
    if (await run(() => signIn({ code }))) {
      sessionStorage.removeItem(STORED);
      await run(async () => {
        const { seats } = await get("/seats");
        if (seats.length > 0) {
          await change(`/seats/${encodeURIComponent(seats[0].seat)}/claim`);
          history.replaceState(null, "", "/seat/" + encodeURIComponent(seats[0].seat));
        }
      });
      done();
    }
  };
  useEffect(() => { document.title = "Invitation – crossreview"; }, []);
  return html`<main id="main"><h1>You are invited to a review</h1>
    <p>Somebody asks you to read a text and to vote on it. This address works once: it is used up when you take the seat.</p>
    <p><button class="main" disabled=${work.busy} onClick=${take}>Take the seat</button></p>
    <${Problem} text=${work.problem} /></main>`;
}

function Seats() {
  const [found] = useLoad(() => get("/seats"), []);
  if (!found.value) return html`<h1>Seats</h1><${Loading} state=${found} />`;
  const { seats } = found.value;
  return html`<h1>Seats</h1>${seats.length === 0 ? html`<p role="status">${NONE}</p>`
    : html`<ul>${seats.map((seat) => html`<li key=${seat.seat}>
      <a href=${"/seat/" + encodeURIComponent(seat.seat)}>${seat.task}</a> as ${seat.peer}, until ${seat.deadline}</li>`)}</ul>`}`;
}

export function Guest({ who, signOut }) {
  const [path, set] = useState(location.pathname);
  useEffect(() => {
    const changed = () => set(location.pathname);
    addEventListener("popstate", changed);
    return () => removeEventListener("popstate", changed);
  }, []);
  const [first, id] = path.split("/").filter(Boolean).map(decodeURIComponent);
  const title = (text) => { document.title = text + " – crossreview"; };
  return html`<header><strong>crossreview</strong><span class="quiet">${who.name}, ${who.role}</span>
      <button onClick=${signOut}>Sign out</button></header>
    <main id="main" tabindex="-1">${first === "seat" && id ? html`<${Seat} key=${id} id=${id} title=${title} />` : html`<${Seats} />`}</main>`;
}
