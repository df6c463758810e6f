import { api } from "./api.js";

/**
 * The connection that tells of what others do. It comes back by itself; "again" then says that something may have been missed.
 * Its events carry what the server has sent as their detail.
 */
export const live = new EventTarget();

const LONGEST_WAIT = 10_000;
let socket = null;
let wanted = false;
let wait = 500;
let lost = false;

export function connect() {
  wanted = true;
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

/** A session that has ended is not asked for again and again. */
async function reopen() {
  if (!wanted || socket !== null) return;
  try {
    await api.get("api/me");
    open();
  } catch (failure) {
    if (failure.status !== 401) setTimeout(reopen, wait);
  }
}
