import { api } from "./api.js";
import { empty, h, quietly, tell, when } from "./dom.js";
import { live, say } from "./live.js";
import { me, profile } from "./session.js";

const TYPING_EVERY = 2_000;
const TYPING_SHOWN = 4_000;

/** Conversations, and the messages of one. */
export async function chat(main, signal, id) {
  const talks = (await api.get(`api/users/${me.profile.id}/conversations`, "read conversations")).conversations;
  const chosen = id ? Number(id) : talks[0]?.id;
  const title = talks.find(one => one.id === chosen)?.title ?? "Chat";
  const talk = h("section", { class: "card", "aria-label": title });
  main.replaceChildren(
    h("h1", null, title),
    h("div", { class: "chat" },
      h("nav", { class: "talks", "aria-label": "Conversations" }, talks.map(one => h("a",
        { href: `#/chat/${one.id}`, "aria-current": one.id === chosen ? "page" : null }, one.title))),
      talk));
  if (chosen === undefined) talk.append(empty("No conversations yet."));
  else await open(talk, chosen, signal);
}

async function open(talk, conversation, signal) {
  const list = h("div", { class: "messages", role: "log", "aria-label": "Messages", tabindex: "0" });
  const typing = h("p", { class: "typing", "aria-live": "polite" });
  talk.append(list, typing, composer(conversation, list));

  const load = async () => {
    const newest = (await api.get(`api/conversations/${conversation}/messages`, "read messages")).messages;
    const read = await Promise.all(newest.slice().reverse().map(bubble));
    const later = [...list.children].filter(one => Number(one.dataset.message) > (newest[0]?.id ?? 0));
    list.replaceChildren(...read, ...later);
    list.scrollTop = list.scrollHeight;
  };

  let hiding;
  live.addEventListener("message", event => {
    if (event.detail.conversationId === conversation) {
      typing.textContent = "";
      add(list, event.detail.message);
    }
  }, { signal });
  live.addEventListener("typing", event => {
    if (event.detail.conversationId !== conversation || event.detail.user.id === me.profile.id) return;
    typing.textContent = `${event.detail.user.handle} is typing …`;
    clearTimeout(hiding);
    hiding = setTimeout(() => { typing.textContent = ""; }, TYPING_SHOWN);
  }, { signal });
  live.addEventListener("again", () => quietly(load), { signal });
  await load();
}

function composer(conversation, list) {
  const text = h("input", { id: "new-message", maxlength: "2000", required: true, autocomplete: "off", placeholder: "Write a message" });
  let said = 0;
  text.addEventListener("input", () => {
    if (Date.now() - said > TYPING_EVERY) {
      said = Date.now();
      say({ type: "typing", conversationId: conversation });
    }
  });
  return h("form", {
    class: "row",
    onsubmit: async event => {
      event.preventDefault();
      try {
        const sent = await api.post(`api/conversations/${conversation}/messages`, { body: text.value }, "send a message");
        text.value = "";
        await add(list, sent);
      } catch (refused) {
        tell(refused.message);
      }
    },
  },
  h("div", { class: "grow" }, h("label", { class: "hidden", for: "new-message" }, "Message"), text),
  h("button", { type: "submit" }, "Send"));
}

/** The answer to sending it and the event of it may come in either order. */
async function add(list, message) {
  if (list.querySelector(`[data-message="${message.id}"]`)) return;
  const added = await bubble(message);
  if (list.querySelector(`[data-message="${message.id}"]`)) return;
  added.classList.add("fresh");
  list.append(added);
  list.scrollTop = list.scrollHeight;
}

async function bubble(message) {
  const own = message.senderId === me.profile.id;
  const sender = own ? null : h("span", { class: "who" }, (await profile(message.senderId)).displayName);
  return h("div", { class: own ? "message own" : "message", "data-message": message.id }, sender, message.body, when(message.sentAt));
}
