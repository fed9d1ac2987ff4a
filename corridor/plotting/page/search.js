// A field that finds things by any of their names. `items` are { name, also, kind, show }, in order of rank.

const MOST_FOUND = 12;

function addSearch(items) {
  const input = document.getElementById("find");
  if (!input) return;
  const list = document.getElementById("found");
  const folded = once(() => items.map((item) => ({ item, names: [item.name, ...item.also].map(foldName) })));
  let found = [];
  let chosen = -1;

  const choose = (i) => {
    chosen = i;
    [...list.children].forEach((option, at) => option.setAttribute("aria-selected", String(at === i)));
    if (i >= 0) {
      input.setAttribute("aria-activedescendant", list.children[i].id);
      list.children[i].scrollIntoView({ block: "nearest" });
    } else input.removeAttribute("aria-activedescendant");
  };
  const close = () => {
    list.hidden = true;
    input.setAttribute("aria-expanded", "false");
    choose(-1);
  };
  const take = (item) => {
    input.value = item.name;
    close();
    item.show();
  };
  const option = (item, i) => {
    const made = element("li", "", element("span", "", item.name), element("small", "", item.kind));
    made.id = `found-${i}`;
    made.setAttribute("role", "option");
    made.addEventListener("mousedown", (event) => event.preventDefault()); // the field keeps the focus
    made.addEventListener("click", () => take(item));
    return made;
  };
  const find = () => {
    found = matches(folded(), foldName(input.value));
    list.replaceChildren(...found.map(option));
    list.hidden = found.length === 0;
    input.setAttribute("aria-expanded", String(found.length > 0));
    choose(found.length ? 0 : -1);
  };
  const keys = {
    ArrowDown: () => (list.hidden ? find() : choose((chosen + 1) % found.length)),
    ArrowUp: () => !list.hidden && choose((chosen + found.length - 1) % found.length),
    Enter: () => !list.hidden && chosen >= 0 && take(found[chosen]),
    Escape: close,
  };
  input.addEventListener("input", find);
  input.addEventListener("blur", close);
  input.addEventListener("keydown", (event) => {
    if (!keys[event.key]) return;
    event.preventDefault();
    keys[event.key]();
  });
}

// Names that begin so come before those with a word that does, and these before those that hold it anywhere.
function matches(folded, typed) {
  if (!typed) return [];
  const rank = (name) => [name.startsWith(typed), name.includes(` ${typed}`), name.includes(typed), true].indexOf(true);
  const ranked = folded.map(({ item, names }) => ({ item, rank: Math.min(...names.map(rank)) })).filter((one) => one.rank < 3);
  return ranked.sort((one, other) => one.rank - other.rank).slice(0, MOST_FOUND).map(({ item }) => item);
}

// As `corridor.model.names.fold` does.
function foldName(name) {
  const plain = name.toLowerCase().normalize("NFKD").replace(/[\p{M}'’‘ʻ`]/gu, "");
  return plain.replace(/[^\p{L}\p{N}]+/gu, " ").trim();
}
