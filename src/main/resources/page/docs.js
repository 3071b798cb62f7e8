// The search of /docs: operations without the words are hidden, and so are groups without operations.

const field = document.getElementById("search");
const said = document.getElementById("found");
const operations = [...document.querySelectorAll("details")];
const texts = operations.map((each) => each.textContent.toLowerCase());

function search() {
  const words = field.value.toLowerCase().split(/\s+/).filter(Boolean);
  operations.forEach((each, i) => { each.hidden = !words.every((word) => texts[i].includes(word)); });
  document.querySelectorAll("section").forEach((group) => { group.hidden = !group.querySelector("details:not([hidden])"); });
  said.textContent = words.length ? `${operations.filter((each) => !each.hidden).length} of ${operations.length} operations` : "";
}

// A link to an operation opens it.
function opened() {
  const chosen = operations.find((each) => each.id === location.hash.slice(1));
  if (chosen) { chosen.open = true; chosen.scrollIntoView(); }
}

document.getElementById("searching").hidden = false;
field.addEventListener("input", search);
addEventListener("hashchange", opened);
search(); // a browser may have kept what was typed before
opened();
