/** What the server refuses, with the reason it gives; status 0 if it has not answered at all. */
export class Refused extends Error {
  constructor(status, problem) {
    super(problem?.detail ?? (status === 429 ? "Too fast. Try again in a moment." : `The server answered ${status}.`));
    this.status = status;
  }
}

const watchers = [];

/** Has a function told of each request: what it was, who answered, how long it took, its statements and those it was spared. */
export function watch(watcher) {
  watchers.push(watcher);
}

function token() {
  return document.cookie.split("; ").find(one => one.startsWith("XSRF-TOKEN="))?.slice("XSRF-TOKEN=".length);
}

async function send(method, path, body, what) {
  const headers = { Accept: "application/json" };
  if (method !== "GET") headers["X-XSRF-TOKEN"] = decodeURIComponent(token() ?? "");
  if (body !== undefined && !(body instanceof URLSearchParams)) headers["Content-Type"] = "application/json";
  const start = performance.now();
  const answer = await fetch(path, {
    method,
    headers,
    body: body === undefined || body instanceof URLSearchParams ? body : JSON.stringify(body),
  }).catch(() => { throw new Refused(0, { detail: "The server does not answer. Try again in a moment." }); });
  if (what) {
    const cost = {
      what,
      status: answer.status,
      millis: performance.now() - start,
      cache: answer.headers.get("X-Cache") ?? "none",
      tiers: answer.headers.get("X-Cache-Tiers") ?? "",
      sql: Number(answer.headers.get("X-Sql-Queries") ?? 0),
      saved: Number(answer.headers.get("X-Sql-Saved") ?? 0),
    };
    watchers.forEach(watcher => watcher(cost));
  }
  const json = (answer.headers.get("Content-Type") ?? "").includes("json");
  const read = json ? await answer.json() : null;
  if (!answer.ok) throw new Refused(answer.status, read);
  return read;
}

/** With a name for what it is, a request is listed among the last actions. */
export const api = {
  get: (path, what) => send("GET", path, undefined, what),
  post: (path, body, what) => send("POST", path, body, what),
  put: (path, body, what) => send("PUT", path, body, what),
  remove: (path, what) => send("DELETE", path, undefined, what),
  signIn: (name, password) => send("POST", "login", new URLSearchParams({ username: name, password }), "sign in"),
  signOut: () => send("POST", "logout", undefined, "sign out"),
};
