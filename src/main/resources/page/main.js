import { html, render } from "./lib/htm.js"; render(html`<h1>crossreview</h1>`, document.getElementById("page"));
