// Pictures of a session. Each is an SVG whose facts a table beside it has as well; colour is never the only signal.

import { html } from "./lib/htm.js";
import { brief, MARK, tone, usd } from "./parts.js";

const WIDE = 900, LEFT = 150, ROW = 22;

export function bars(events) {
  const calls = new Map();
  for (const line of events) {
    if (line.type === "call.reserved") calls.set(line.call, { ...line, from: Date.parse(line.ts) });
    const call = calls.get(line.call);
    if (call && line.type !== "call.reserved" && /^call\./.test(line.type)) {
      Object.assign(call, { to: Date.parse(line.ts), cost: line.cost, end: line.type, tokens: line.usage });
    }
  }
  return [...calls.values()];
}

export const seconds = (call) => (call.to ? ((call.to - call.from) / 1000).toFixed(1) + " s" : "asking");

// A time axis with some round steps: 1, 2 or 5 times a power of ten seconds.
export function ticks(span, most) {
  const rough = span / most;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].map((each) => each * power).find((each) => each >= rough);
  const all = [];
  for (let at = 0; at <= span; at += step) all.push(at);
  return all;
}

// One band for each round, one bar for each call. Time in which nobody was asked is left out.
export function Waterfall({ calls, now }) {
  const rounds = [...new Set(calls.map((call) => call.round))];
  const bands = [];
  let top = 0;
  for (const round of rounds) {
    const some = calls.filter((call) => call.round === round);
    const begin = Math.min(...some.map((call) => call.from));
    const span = Math.max(1, ...some.map((call) => (call.to || now) - begin));
    bands.push({ round, some, begin, span, top });
    top += (some.length + 1) * ROW + 10;
  }
  const longest = Math.max(...bands.map((band) => band.span));
  const SPACE = WIDE - LEFT - 130;
  const x = (ms) => LEFT + (SPACE * ms) / longest;
  return html`<svg class="picture" viewBox=${`0 0 ${WIDE} ${top + 20}`} role="img" aria-label="Calls of peers over time; the table below says the same">
    ${ticks(longest, 6).map((at) => html`<g><line class="grid" x1=${x(at)} x2=${x(at)} y1="0" y2=${top} />
      <text class="faint" x=${x(at)} y=${top + 14} text-anchor="middle">${at / 1000} s</text></g>`)}
    ${bands.map((band) => html`<g transform=${`translate(0 ${band.top})`}>
      <text x="0" y="15" class="strong">Round ${band.round}</text>
      ${band.some.map((call, i) => {
        const from = x(call.from - band.begin), width = Math.max(3, x((call.to || now) - band.begin) - from);
        return html`<g transform=${`translate(0 ${(i + 1) * ROW})`}><text x=${LEFT - 8} y="15" text-anchor="end">${call.peer}</text>
          <rect class=${!call.to ? "open" : call.end === "call.settled" ? "done" : "failed"} x=${from} y="3" width=${width} height=${ROW - 7} rx="3">
            <title>${call.peer}, round ${call.round}, ${call.purpose}: ${seconds(call)}</title></rect>
          <text class="faint" x=${from + width + 6} y="15">${seconds(call)}${call.cost && call.cost !== "0" ? ", " + usd(call.cost) : ""}</text></g>`;
      })}</g>`)}</svg>`;
}

// Where each finding was opened and where it was settled: a line over the rounds.
// starts: [{ round, ts }], by which a move is told to be of a round.
export function Lives({ found, starts }) {
  const last = Math.max(1, ...starts.map((start) => start.round), ...found.map((finding) => finding.opened_round));
  const x = (round) => LEFT + ((WIDE - LEFT - 190) * (round - 0.5)) / last;
  const settled = (finding) => {
    const move = (finding.moves || []).findLast((each) => each.to === finding.state);
    if (finding.state === "open" || !move) return last + 0.5;
    const before = starts.filter((start) => start.ts <= move.at).at(-1);
    return (before ? before.round : finding.opened_round) + (move.method === "owner" ? 0 : 0.25); // people settle between rounds
  };
  return html`<svg class="picture" viewBox=${`0 0 ${WIDE} ${found.length * ROW + 26}`} role="img" aria-label="Findings over the rounds; the table says the same">
    ${Array.from({ length: last }, (_, i) => i + 1).map((round) => html`<g><line class="grid" x1=${x(round)} x2=${x(round)} y1="18" y2=${found.length * ROW + 22} />
      <text class="faint" x=${x(round)} y="12" text-anchor="middle">round ${round}</text></g>`)}
    ${found.map((finding, i) => {
      const from = x(finding.opened_round), to = x(settled(finding)), open = finding.state === "open";
      return html`<g transform=${`translate(0 ${20 + i * ROW})`}><text x=${LEFT - 8} y="15" text-anchor="end">${finding.id} ${finding.owner}</text>
        <line class=${open ? (finding.blocks ? "life bad" : "life wait") : "life good"} x1=${from} x2=${to} y1="11" y2="11" />
        <circle class=${open ? "bad" : "good"} cx=${from} cy="11" r="5" />
        <text x=${to + 8} y="15" class="faint">${MARK[tone(open ? (finding.blocks ? "blocking" : "advice") : finding.state)]}${open ? "open, " + finding.severity : finding.state}</text></g>`;
    })}</svg>`;
}

// One square for each peer and round; the row above names the text that the votes are about.
export function Ballots({ peers, rounds, vote }) {
  const W = Math.min(126, (WIDE - LEFT) / Math.max(1, rounds.length)), H = 30;
  return html`<svg class="picture" viewBox=${`0 0 ${WIDE} ${(peers.length + 2) * H}`} role="img" aria-label="Votes of peers by round; the table says the same">
    ${rounds.map((round, i) => html`<g transform=${`translate(${LEFT + i * W} 0)`}>
      <text x=${W / 2} y="12" text-anchor="middle" class="strong">round ${round.round}</text>
      <text x=${W / 2} y="26" text-anchor="middle" class="faint mono">${brief(round.artifact)}</text>
      ${peers.map((peer, j) => {
        const cast = vote(round, peer), kind = cast ? tone(cast.status) : "none";
        return html`<g transform=${`translate(0 ${(j + 1) * H + 4})`}><rect class=${"cell " + kind} x="2" width=${W - 4} height=${H - 4} rx="4">
          <title>${peer}, round ${round.round}: ${cast ? cast.status : "no vote"}</title></rect>
          <text x=${W / 2} y="18" text-anchor="middle">${cast ? MARK[kind] + cast.status.replace("_", " ").toLowerCase() : "–"}</text></g>`;
      })}</g>`)}
    ${peers.map((peer, j) => html`<text x=${LEFT - 8} y=${(j + 1) * H + 22} text-anchor="end">${peer}</text>`)}</svg>`;
}

const STEPS = 5; // shades; more cannot be told apart

// How often two peers voted alike on the same text; the number is in each square.
export function Agreement({ peers, pairs }) {
  const S = 60;
  const of = (one, other) => pairs.find((pair) => (pair.first === one && pair.second === other) || (pair.first === other && pair.second === one));
  return html`<svg class="picture" viewBox=${`0 0 ${WIDE} ${(peers.length + 1) * S}`} role="img" aria-label="How often two peers agreed; the table says the same">
    ${peers.map((peer, i) => html`<g><text x=${LEFT - 8} y=${40 + (i + 0.5) * S} text-anchor="end">${peer}</text>
      <text x=${LEFT + (i + 0.5) * S} y="26" text-anchor="middle">${peer.length > 9 ? peer.slice(0, 8) + "…" : peer}<title>${peer}</title></text></g>`)}
    ${peers.map((one, i) => peers.map((other, j) => {
      const pair = of(one, other);
      const share = pair && pair.rounds ? pair.agreed / pair.rounds : 0;
      const shade = one === other || !pair || !pair.rounds ? "none" : "heat" + Math.round(share * (STEPS - 1));
      return html`<g transform=${`translate(${LEFT + j * S} ${36 + i * S})`}><rect class=${"cell " + shade} x="1" width=${S - 2} height=${S - 2} rx="4" />
        <text x=${S / 2} y=${S / 2 + 4} text-anchor="middle">${one === other ? "" : pair && pair.rounds ? `${pair.agreed}/${pair.rounds}` : "–"}</text></g>`;
    }))}</svg>`;
}

// A bar of what is spent and reserved below its ceiling. parts: [{ value, kind, label }].
export function Gauge({ label, parts, ceiling }) {
  const all = parts.reduce((sum, part) => sum + part.value, 0), full = Math.max(ceiling || all, all, 1e-9);
  let at = 0;
  const W = 430, said = parts.filter((part) => part.value > 0);
  return html`<svg class="picture gauge" viewBox=${`0 0 ${WIDE} 34`} role="img"
      aria-label=${`${label}: ${parts.map((part) => `${part.label} ${part.value}`).join(", ")}${ceiling ? `, ceiling ${ceiling}` : ""} US dollars`}>
    <text x="0" y="22">${label}</text>
    <rect class="cell none" x=${LEFT} y="6" width=${W} height="22" rx="4" />
    ${parts.map((part) => {
      const from = LEFT + (W * at) / full;
      at += part.value;
      return part.value > 0 && html`<rect class=${part.kind} x=${from} y="6" width=${Math.max(2, (W * part.value) / full)} height="22" rx="4" />`;
    })}
    <text x=${LEFT + W + 10} y="22">${said.map((part) => `${usd(part.value)} ${part.label}`).join(", ") || usd(0)}${ceiling ? ` of ${usd(ceiling)}` : ""}</text></svg>`;
}
