import { api } from "./api.js";
import { chat } from "./chat.js";
import { empty, h, quietly, tell } from "./dom.js";
import { feed, userPage } from "./feed.js";
import { connect, disconnect, live } from "./live.js";
import { panel } from "./panel.js";
import { activity, notifications, search, signIn, trending } from "./places.js";
import { findOut, me } from "./session.js";

const PLACES = { feed, chat, trending, activity, notifications, search, user: userPage, "sign-in": signIn };
const FOR_USERS = new Set(["chat", "notifications"]);

const main = document.getElementById("main");
let leaving = new AbortController();

async function go() {
  const [name, argument] = (location.hash.replace(/^#\//, "") || "feed").split("/");
  leaving.abort();
  leaving = new AbortController();
  const { signal } = leaving;
  const place = FOR_USERS.has(name) && me === null ? "sign-in" : Object.hasOwn(PLACES, name) ? name : "feed";
  document.querySelectorAll("#places a").forEach(link => {
    if (link.dataset.place === place) link.setAttribute("aria-current", "page");
    else link.removeAttribute("aria-current");
  });
  // Each place has an element of its own: an answer that comes late is shown in one that is gone.
  const here = h("div");
  main.replaceChildren(here);
  try {
    await PLACES[place](here, signal, place === "sign-in" ? name.replace("sign-in", "") : argument);
  } catch (failure) {
    here.replaceChildren(empty(failure.message));
  }
  if (!signal.aborted) document.title = [here.querySelector("h1")?.textContent, "Harbour"].filter(Boolean).join(" – ");
  return !signal.aborted;
}

function whoIsThere() {
  document.getElementById("sign-out").hidden = me === null;
  if (me !== null) {
    connect();
    news();
  }
}

/** A badge that could not be read stays as it is; the next news or the next connection reads it. */
async function news() {
  const read = await api.get("api/me/notifications").catch(() => null);
  if (read === null) return;
  const unseen = read.unseen;
  const badge = document.getElementById("unseen");
  badge.textContent = String(unseen);
  badge.hidden = unseen === 0;
  badge.setAttribute("aria-label", `${unseen} new`);
}

const online = new Map();

function showOnline() {
  document.getElementById("online").replaceChildren(
    ...[...online.values()].sort().slice(0, 30).map(handle => h("li", null, handle)));
}

live.addEventListener("hello", event => {
  online.clear();
  event.detail.online_users.forEach(user => online.set(user.id, user.handle));
  showOnline();
});
live.addEventListener("presence", event => {
  const { user, online: here } = event.detail;
  if (here) online.set(user.id, user.handle);
  else online.delete(user.id);
  showOnline();
});
live.addEventListener("notification", news);
live.addEventListener("again", news);

document.addEventListener("signed-in", whoIsThere);
document.addEventListener("news-seen", news);

document.getElementById("search").addEventListener("submit", event => {
  event.preventDefault();
  location.hash = `#/search/${encodeURIComponent(document.getElementById("words").value)}`;
});

document.getElementById("sign-out").addEventListener("click", () => quietly(async () => {
  await api.signOut();
  disconnect();
  await findOut();
  online.clear();
  showOnline();
  whoIsThere();
  location.hash = "#/sign-in";
  tell("You have signed out.");
}));

document.getElementById("theme").addEventListener("click", () => {
  const dark = document.documentElement.dataset.theme
    ? document.documentElement.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
  document.documentElement.dataset.theme = dark ? "light" : "dark";
  localStorage.setItem("theme", dark ? "light" : "dark");
});
document.documentElement.dataset.theme = localStorage.getItem("theme") ?? "";

const panelButton = document.getElementById("panel-button");
panelButton.addEventListener("click", () => {
  const open = document.getElementById("panel").classList.toggle("open");
  panelButton.setAttribute("aria-expanded", String(open));
});

document.querySelector(".skip").addEventListener("click", event => {
  event.preventDefault();
  main.focus();
});

window.addEventListener("hashchange", async () => {
  if (!await go()) return;
  scrollTo(0, 0);
  if (!main.contains(document.activeElement)) main.focus({ preventScroll: true });
});

await quietly(findOut);
whoIsThere();
panel();
await go();
