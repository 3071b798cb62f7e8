// Rows that are only drawn where they can be seen, so that a long diff costs no more than a short one.

import { html, useEffect, useLayoutEffect, useMemo, useRef, useState } from "./lib/htm.js";

const AROUND = 15; // rows drawn above and below what is seen, for fast scrolling and for a screen reader
const THREAD_PX = 140; // what a thread takes until it has been measured
const SHOWN_MAX = 2000; // characters of a line; a longer one is not a line for people
const NUMBER_CH = 18; // both columns of numbers

const rowPx = () => 1.4 * parseFloat(getComputedStyle(document.documentElement).fontSize);

function cut(text) {
  return text.length <= SHOWN_MAX ? text
    : text.slice(0, SHOWN_MAX) + ` … ${text.length - SHOWN_MAX} characters more`;
}

function CodeRow({ item, index }) {
  const { row } = item;
  if (row.kind === "file" || row.kind === "hunk") {
    return html`<tr class=${"code " + row.kind} aria-rowindex=${index + 2}><td colspan="3" class="text">${cut(row.text)}</td></tr>`;
  }
  const number = row.new || row.old;
  return html`<tr class=${"code " + row.kind} aria-rowindex=${index + 2}>
    <td class="num">${row.old || ""}</td><td class="num">${item.add
      ? html`<button type="button" class="add" aria-label=${"Comment on line " + number} onClick=${item.add}>${number}</button>` : row.new || ""}</td>
    <td class="text">${cut(row.text)}</td></tr>`;
}

function ThreadRow({ item, index, measured, thread }) {
  const own = useRef(null);
  useLayoutEffect(() => {
    const watch = new ResizeObserver(() => measured(item.key, own.current?.offsetHeight || THREAD_PX));
    watch.observe(own.current);
    return () => watch.disconnect();
  }, [item.key]);
  return html`<tr ref=${own} aria-rowindex=${index + 2} data-thread=${item.key}><td colspan="3">${thread(item.findings)}</td></tr>`;
}

// items: { row, add } or { key, findings }; add is called when a line is to be commented on. thread draws findings. at(n) is called with the way to scroll to an item.
export function Rows({ items, thread, label, control }) {
  const box = useRef(null);
  const heights = useRef(new Map());
  const [view, setView] = useState({ top: 0, height: 900, version: 0 });
  const px = useMemo(rowPx, []);
  const offsets = useMemo(() => {
    const sums = new Float64Array(items.length + 1);
    items.forEach((item, i) => {
      sums[i + 1] = sums[i] + (item.row ? px : heights.current.get(item.key) || THREAD_PX);
    });
    return sums;
  }, [items, view.version]);
  const find = (y) => {
    let low = 0, high = items.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (offsets[middle + 1] <= y) low = middle + 1; else high = middle;
    }
    return low;
  };
  useEffect(() => {
    const look = () => setView((old) => ({ ...old, top: box.current.scrollTop, height: box.current.clientHeight }));
    const watch = new ResizeObserver(look);
    watch.observe(box.current);
    box.current.addEventListener("scroll", look, { passive: true });
    return () => watch.disconnect();
  }, []);
  control.current = (index) => {
    box.current.scrollTop = Math.max(0, offsets[index] - px * 3);
    box.current.focus({ preventScroll: true });
  };
  const measured = (key, height) => {
    if (heights.current.get(key) !== height) {
      heights.current.set(key, height);
      setView((old) => ({ ...old, version: old.version + 1 }));
    }
  };
  const from = Math.max(0, find(view.top) - AROUND);
  const to = Math.min(items.length, find(view.top + view.height) + AROUND);
  const widest = useMemo(() => items.reduce((most, item) => Math.max(most, item.row ? item.row.text.length : 0), 40), [items]);
  const width = Math.min(widest, SHOWN_MAX) + NUMBER_CH + "ch";
  const shown = [];
  for (let i = from; i < to; i++) {
    const item = items[i];
    shown.push(item.row ? html`<${CodeRow} key=${"r" + i} item=${item} index=${i} />`
      : html`<${ThreadRow} key=${"t" + item.key} item=${item} index=${i} measured=${measured} thread=${thread} />`);
  }
  return html`<div class="diff" ref=${box} tabindex="0" role="region" aria-label=${label}>
    <table style=${{ width: `max(100%, ${width})` }} aria-rowcount=${items.length + 1}>
      <thead class="only-read"><tr><th scope="col">Old line</th><th scope="col">New line</th><th scope="col">Text</th></tr></thead>
      <colgroup><col class="num" /><col class="num" /><col /></colgroup>
      <tbody>
        <tr class="space" aria-hidden="true"><td colspan="3" style=${{ height: offsets[from] + "px" }}></td></tr>
        ${shown}
        <tr class="space" aria-hidden="true"><td colspan="3"
          style=${{ height: offsets[items.length] - offsets[to] + "px" }}></td></tr>
      </tbody></table></div>`;
}
