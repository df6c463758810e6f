import { api } from "./api.js";
import { empty, h, quietly, tell } from "./dom.js";
import { live } from "./live.js";
import { posts } from "./posts.js";
import { me, profile } from "./session.js";

/** The home feed: what those whom one follows have posted. Visitors see that of the first user. */
export async function feed(main, signal) {
  const user = me?.profile.id ?? 1;
  const list = h("div", { id: "posts" });
  main.replaceChildren(
    h("h1", null, me ? "Your feed" : "The feed of user1"),
    me ? composer(() => freshen(list, user)) : h("p", { class: "hint" }, h("a", { href: "#/sign-in" }, "Sign in"), " to post, like and chat."),
    list);
  for (const event of ["notification", "again"]) live.addEventListener(event, () => quietly(() => freshen(list, user)), { signal });
  await page(list, pathOf(user), "read the feed", 0);
}

function pathOf(user) {
  return `api/users/${user}/feed`;
}

function shown(list, post) {
  return list.querySelector(`[data-post="${post.id}"]`);
}

/** What is new comes on top, and what has changed in its place: the reader stays where they are, however far they have read. */
async function freshen(list, user) {
  const read = await api.get(`${pathOf(user)}?page=0`, "read the feed");
  if (!read.posts.some(post => shown(list, post))) {
    await page(list, pathOf(user), "read the feed", 0);
    return;
  }
  const cards = await posts(read.posts);
  inPlace(list, () => {
    const fresh = cards.filter((card, n) => {
      const old = shown(list, read.posts[n]);
      if (old && !old.contains(document.activeElement)) old.replaceWith(card);
      return !old;
    });
    list.prepend(...fresh);
  });
}

/** Not every browser keeps what is read where it is when something comes above it, and none does so if it is replaced. */
function inPlace(list, change) {
  const top = id => list.querySelector(`[data-post="${id}"]`).getBoundingClientRect().top;
  const read = list.getBoundingClientRect().top < 0
    && [...list.querySelectorAll("[data-post]")].find(card => card.getBoundingClientRect().bottom > 0)?.dataset.post;
  const before = read && top(read);
  change();
  if (read) scrollBy({ top: top(read) - before, behavior: "instant" });
}

/** A page may begin with what is shown already: new posts have moved the others on. */
async function page(list, path, what, number) {
  const read = await api.get(`${path}?page=${number}`, what);
  const cards = await posts(number === 0 ? read.posts : read.posts.filter(post => !shown(list, post)));
  if (number === 0) list.replaceChildren(...(cards.length > 0 ? cards : [empty("Nothing here yet.")]));
  else list.append(...cards);
  if (read.more) {
    const more = h("button", { class: "quiet more", type: "button" }, "Show more");
    more.addEventListener("click", () => quietly(async () => {
      await page(list, path, what, number + 1);
      more.remove();
    }));
    list.append(more);
  }
}

function composer(published) {
  const text = h("textarea", { id: "new-post", maxlength: "500", required: true, placeholder: "What is new?" });
  return h("form", {
    class: "card",
    onsubmit: async event => {
      event.preventDefault();
      try {
        await api.post(`api/users/${me.profile.id}/posts`, { body: text.value }, "post");
        text.value = "";
        tell("Posted. Your followers are told.");
        await published();
      } catch (refused) {
        tell(refused.message);
      }
    },
  },
  h("div", { class: "field" }, h("label", { for: "new-post" }, "New post"), text),
  h("button", { type: "submit" }, "Post"));
}

/** A user's page: profile, follow button, own posts. */
export async function userPage(main, signal, id) {
  const user = await profile(Number(id));
  const list = h("div", { id: "posts" });
  main.replaceChildren(
    h("h1", null, user.displayName),
    h("p", { class: "hint" }, `@${user.handle}. ${user.bio ?? ""}`),
    me && me.profile.id !== user.id ? await followButton(user) : "",
    list);
  await page(list, `api/users/${user.id}/posts`, `read posts of ${user.handle}`, 0);
}

async function followButton(user) {
  const own = `api/users/${me.profile.id}/following`;
  let following = (await api.get(own, "whom I follow")).ids.includes(user.id);
  const button = h("button", { type: "button", id: "follow" });
  const show = () => {
    button.textContent = following ? "Unfollow" : "Follow";
    button.setAttribute("aria-pressed", String(following));
  };
  show();
  button.addEventListener("click", async () => {
    try {
      if (following) await api.remove(`${own}/${user.id}`, "unfollow");
      else await api.put(`${own}/${user.id}`, {}, "follow");
      following = !following;
      show();
    } catch (refused) {
      tell(refused.message);
    }
  });
  return h("p", null, button);
}
