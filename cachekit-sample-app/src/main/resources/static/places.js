import { api } from "./api.js";
import { empty, h, quietly, tell, when } from "./dom.js";
import { live } from "./live.js";
import { posts } from "./posts.js";
import { findOut } from "./session.js";

export function signIn(main, signal, then) {
  const name = h("input", { id: "name", autocomplete: "username", required: true, value: "user1" });
  const password = h("input", { id: "password", type: "password", autocomplete: "current-password", required: true });
  main.replaceChildren(h("form", {
    class: "card sign-in",
    onsubmit: async event => {
      event.preventDefault();
      try {
        await api.signIn(name.value, password.value);
        await findOut();
        document.dispatchEvent(new CustomEvent("signed-in"));
        location.hash = then ? `#/${decodeURIComponent(then)}` : "#/feed";
      } catch (refused) {
        tell(refused.message);
        password.focus();
      }
    },
  },
  h("h1", null, "Sign in"),
  h("p", { class: "hint" }, "Demo users are user1 to user1000; their password is in the documentation: cachekit."),
  h("div", { class: "field" }, h("label", { for: "name" }, "Name"), name),
  h("div", { class: "field" }, h("label", { for: "password" }, "Password"), password),
  h("button", { type: "submit" }, "Sign in")));
  name.focus();
}

export async function trending(main) {
  const board = await api.get("api/trending", "read the trending board");
  const cards = await posts(board.map(one => one.post));
  main.replaceChildren(h("h1", null, "Trending today"), ...(cards.length > 0 ? cards : [empty("Nobody has liked anything yet.")]));
}

export async function activity(main) {
  const read = await api.get("api/analytics", "read the activity");
  const most = Math.max(1, ...read.postsPerHour.map(hour => hour.posts));
  main.replaceChildren(
    h("h1", null, "Activity of a day"),
    h("section", { class: "card" }, h("h2", null, "Posts per hour"),
      h("div", { class: "bars", role: "img", "aria-label": `Posts per hour, at most ${most}` },
        read.postsPerHour.map(hour => h("span", { title: `${new Date(hour.begin).toLocaleTimeString()}: ${hour.posts}`, style: { height: `${100 * hour.posts / most}%` } })))),
    h("section", { class: "card" }, h("h2", null, "Most active"),
      h("table", null, h("tbody", null, read.mostActive.map(user => h("tr", null,
        h("td", null, h("a", { href: `#/user/${user.userId}` }, user.handle)), h("td", { class: "number" }, String(user.posts))))))));
}

const NEWS = {
  POSTED: one => `${one.actorHandle} has posted something.`,
  LIKED: one => `${one.actorHandle} likes a post of yours.`,
  FOLLOWED: one => `${one.actorHandle} follows you.`,
  DIGEST: one => `${one.amount} posts in a day from those whom you follow.`,
};

export async function notifications(main, signal) {
  const list = h("ul", { id: "news" });
  main.replaceChildren(h("h1", null, "News"), list);
  const load = async () => {
    const read = (await api.get("api/me/notifications", "read the news")).notifications;
    list.replaceChildren(...read.map(one => h("li", { class: "card" }, h("div", { class: "row" },
      h("span", { class: "grow" }, NEWS[one.kind](one)), when(one.createdAt)))));
    if (read.length === 0) list.replaceChildren(empty("No news."));
    if (read.some(one => !one.seen)) await api.put("api/me/notifications/seen", { newestId: read[0].id });
    document.dispatchEvent(new CustomEvent("news-seen"));
  };
  for (const event of ["notification", "again"]) live.addEventListener(event, () => quietly(load), { signal });
  await load();
}

export async function search(main, signal, words) {
  const text = decodeURIComponent(words ?? "");
  const found = await api.get(`api/search?q=${encodeURIComponent(text)}`, `search for ${text}`);
  main.replaceChildren(
    h("h1", null, `Found for “${text}”`),
    h("h2", null, "Messages"),
    ...(found.messages.length > 0 ? found.messages.map(message => h("a", { class: "card row", href: `#/chat/${message.conversationId}` },
      h("span", { class: "grow" }, `${message.sender} in ${message.conversation}: ${message.body}`), when(message.sentAt)))
      : [empty("No messages.")]),
    h("h2", null, "Posts"),
    ...(found.posts.length > 0 ? await posts(found.posts) : [empty("No posts.")]));
}
