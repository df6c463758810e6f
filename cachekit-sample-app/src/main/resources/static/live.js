import { api } from "./api.js";

/**
 * The connection that tells of what others do. It comes back by itself. "again" says that something may have been missed: then,
 * and whenever the server says so. Its events carry what the server has sent as their detail.
 */
export const live = new EventTarget();

const LONGEST_WAIT = 10_000;
const MOST_REFUSALS = 60;
let socket = null;
let wanted = false;
let wait = 500;
let lost = false;
let refusals = 0;

export function connect() {
  wanted = true;
  refusals = 0;
  if (socket === null) open();
}

export function disconnect() {
  wanted = false;
  socket?.close();
}

export function say(message) {
  if (socket?.readyState === WebSocket.OPEN) socket.send(JSON.stringify(message));
}

function open() {
  const address = new URL("ws", location.href);
  address.protocol = address.protocol.replace("http", "ws");
  address.hash = "";
  socket = new WebSocket(address);
  socket.addEventListener("open", () => {
    wait = 500;
    refusals = 0;
    if (lost) live.dispatchEvent(new CustomEvent("again"));
    lost = false;
  });
  socket.addEventListener("message", event => {
    const told = JSON.parse(event.data);
    live.dispatchEvent(new CustomEvent(told.type, { detail: told }));
  });
  socket.addEventListener("close", () => {
    socket = null;
    lost = true;
    if (wanted) setTimeout(reopen, wait);
    wait = Math.min(wait * 2, LONGEST_WAIT);
  });
}

/**
 * While Redis is away a node may not know a session that it knows again later, so one refusal is not the end. A session that
 * has ended is asked for some minutes longer, and then no more.
 */
async function reopen() {
  if (!wanted || socket !== null) return;
  try {
    await api.get("api/me");
    open();
  } catch (failure) {
    if (failure.status === 401 && ++refusals > MOST_REFUSALS) return;
    wait = Math.min(wait * 2, LONGEST_WAIT);
    setTimeout(reopen, wait);
  }
}
