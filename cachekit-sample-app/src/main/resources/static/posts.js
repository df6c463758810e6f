import { api } from "./api.js";
import { face, h, tell, when } from "./dom.js";
import { me } from "./session.js";

/** Posts as a list, each with its likes; the likes of all are read at once. */
export async function posts(list) {
  const likes = await likesOf(list);
  return list.map(post => card(post, likes.get(post.id) ?? { count: 0, mine: false }));
}

async function likesOf(list) {
  if (list.length === 0) return new Map();
  const read = await api.get(`api/likes?posts=${list.map(post => post.id).join(",")}`, "read likes");
  return new Map(read.map(like => [like.postId, like]));
}

function card(post, like) {
  return h("article", { class: "card post", "data-post": post.id },
    h("header", null,
      face(post.authorHandle),
      h("a", { class: "who", href: `#/user/${post.authorId}` }, post.authorHandle),
      when(post.createdAt)),
    h("p", null, post.body),
    h("div", { class: "row" }, likeButton(post, like)));
}

function likeButton(post, like) {
  const button = h("button", { class: "quiet like", type: "button", disabled: me === null });
  const show = now => {
    button.setAttribute("aria-pressed", String(now.mine));
    button.setAttribute("aria-label", `Like this post of ${post.authorHandle}; ${now.count} like it`);
    button.textContent = `${now.mine ? "♥" : "♡"} ${now.count}`;
  };
  show(like);
  button.addEventListener("click", async () => {
    const path = `api/posts/${post.id}/like`;
    try {
      show(button.getAttribute("aria-pressed") === "true"
        ? await api.remove(path, "take a like back") : await api.put(path, {}, "like"));
    } catch (refused) {
      tell(refused.message);
    }
  });
  return button;
}
