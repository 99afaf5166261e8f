"use strict";
(() => {
  const root = document.documentElement;
  const filters = document.getElementById("filter");
  const text = document.getElementById("text");
  const findings = [...document.querySelectorAll("details.finding")];
  const groups = ["section", "verdict", "method", "subject", "mark"];
  const folded = (text) => text.normalize("NFKC").toLowerCase();

  const switches = document.getElementById("switches");
  const apply = () => {
    root.lang = switches.querySelector("input[name=lang]:checked").value;
    root.dataset.theme = switches.querySelector("input[name=theme]:checked").value;
  };

  const texts = new Map();
  const textOf = (finding) => {
    if (!texts.has(finding)) texts.set(finding, folded(finding.textContent));
    return texts.get(finding);
  };

  const filter = () => {
    const chosen = groups
      .map((name) => [name, [...filters.querySelectorAll(`input[name=${name}]:checked`)].map((box) => box.value)])
      .filter(([, values]) => values.length > 0);
    const words = folded(text.value).split(/\s+/).filter(Boolean);
    const matches = (finding) =>
      chosen.every(([name, values]) => finding.dataset[name].split(" ").some((value) => values.includes(value))) &&
      words.every((word) => textOf(finding).includes(word));
    let shown = 0;
    for (const finding of findings) {
      finding.hidden = !matches(finding);
      if (!finding.hidden) shown += 1;
    }
    for (const group of document.querySelectorAll(".group")) {
      group.hidden = !group.querySelector("details.finding:not([hidden])");
    }
    for (const count of document.querySelectorAll(".shown")) count.textContent = String(shown);
  };

  const reset = () => {
    text.value = "";
    for (const box of filters.querySelectorAll("input:checked")) box.checked = false;
  };
  const clear = () => {
    reset();
    filter();
  };

  const choose = (wanted) => {
    reset();
    for (const name of groups) {
      const box = [...filters.querySelectorAll(`input[name=${name}]`)].find((one) => one.value === wanted[name]);
      if (box) box.checked = true;
      if (box && name === "section") box.closest("details").open = true;
    }
    filter();
  };

  const reveal = (hash) => {
    const target = document.getElementById(hash.slice(1));
    if (!target || !target.matches("details.finding")) return;
    if (target.hidden) clear();
    target.open = true;
    target.scrollIntoView();
  };

  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[href^='#']");
    if (!link) return;
    if (link.dataset.verdict) choose(link.dataset);
    else reveal(link.hash);
  });
  window.addEventListener("hashchange", () => reveal(location.hash));
  switches.addEventListener("change", apply);
  filters.addEventListener("input", filter);
  document.getElementById("clear").addEventListener("click", clear);
  document.getElementById("open").addEventListener("click", () => {
    for (const finding of findings) if (!finding.hidden) finding.open = true;
  });
  document.getElementById("close").addEventListener("click", () => {
    for (const finding of findings) finding.open = false;
  });
  document.getElementById("print").addEventListener("click", () => window.print());

  let closed = [];
  window.addEventListener("beforeprint", () => {
    closed = [...document.querySelectorAll("details:not([open])")];
    for (const one of closed) one.open = true;
  });
  window.addEventListener("afterprint", () => {
    for (const one of closed) one.open = false;
  });

  switches.hidden = false;
  filters.hidden = false;
  apply();
  filter();
  reveal(location.hash);
})();
