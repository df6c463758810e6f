/** Elements, made of what is given: texts stay texts, whatever stands in them. */
export function h(tag, properties, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties ?? {})) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (name === "class") element.className = value;
    else if (name === "style") Object.entries(value).forEach(([key, one]) => element.style.setProperty(key, one));
    else element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children.flat().filter(child => child !== null && child !== undefined));
  return element;
}

const minutes = new Intl.RelativeTimeFormat("en", { numeric: "auto", style: "short" });
const day = new Intl.DateTimeFormat("en", { day: "numeric", month: "short", hour: "2-digit", minute: "2-digit" });

/** A moment, as people say it. */
export function when(instant) {
  const date = new Date(instant);
  const ago = (date - Date.now()) / 60_000;
  const text = ago > -1 ? "now" : ago > -60 ? minutes.format(Math.round(ago), "minute")
    : ago > -1440 ? minutes.format(Math.round(ago / 60), "hour") : day.format(date);
  return h("time", { class: "when", datetime: instant, title: date.toLocaleString() }, text);
}

export function face(name) {
  const hue = [...name].reduce((sum, letter) => (sum * 31 + letter.codePointAt(0)) % 360, 7);
  return h("span", { class: "face", "aria-hidden": "true", style: { "--hue": hue } }, name.slice(0, 1).toUpperCase() + name.slice(-1));
}

export function empty(text) {
  return h("p", { class: "empty" }, text);
}

/** Does what nobody waits for: what the server refuses is told, and the page stays as it is. */
export async function quietly(work) {
  try {
    await work();
  } catch (refused) {
    tell(refused.message);
  }
}

let hiding;

/** Says something for a moment; screen readers say it too. */
export function tell(text) {
  const notice = document.getElementById("notice");
  notice.textContent = text;
  notice.hidden = false;
  clearTimeout(hiding);
  hiding = setTimeout(() => { notice.hidden = true; }, 4_000);
}
