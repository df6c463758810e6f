import { api, watch } from "./api.js";
import { h, quietly, tell } from "./dom.js";
import { me } from "./session.js";

const LAST = 12;
const EVERY = 2_000;

const ANSWERED = { hit: "cache", miss: "database", none: "no cache" };

/** The panel that tells what the cache does: totals of this node, and what the last actions of this page have cost. */
export function panel() {
  watch(cost => {
    if (cost.status < 400) add(cost);
  });
  refresh();
  setInterval(() => { if (!document.hidden) refresh(); }, EVERY);
}

function add(cost) {
  const actions = document.getElementById("actions");
  actions.prepend(h("tr", null,
    h("td", null, cost.what),
    h("td", null, h("span", { class: "tag", "data-cache": cost.cache, title: cost.tiers }, answeredBy(cost))),
    h("td", { class: "number" }, cost.millis.toFixed(0)),
    h("td", { class: "number" }, String(cost.sql)),
    h("td", { class: "number saved" }, String(cost.saved))));
  while (actions.rows.length > LAST) actions.lastElementChild.remove();
}

function answeredBy(cost) {
  return cost.tiers && cost.cache === "hit" ? cost.tiers : ANSWERED[cost.cache] ?? cost.cache;
}

async function refresh() {
  try {
    const [totals, health, cache, redis] = await Promise.all([
      api.get("demo/stats"), api.get("api/v1/health"), api.get("api/demo/cache"), api.get("api/demo/redis")]);
    figures(totals);
    state(health);
    if (cache.switchable) cacheSwitch(cache.enabled);
    if (redis.embedded) redisSwitch(redis.running);
  } catch (failure) {
    show("away", "No answer");
  }
}

function figures(totals) {
  const reads = totals.cacheHits + totals.cacheMisses;
  const shown = [
    ["Requests", totals.requests.toLocaleString("en")],
    ["Hit ratio", reads === 0 ? "–" : `${(100 * totals.cacheHits / reads).toFixed(1)} %`],
    ["Reads from caches", totals.cacheHits.toLocaleString("en")],
    ["Loaded", totals.cacheMisses.toLocaleString("en")],
    ["SQL statements", totals.sqlQueries.toLocaleString("en")],
    ["SQL saved", totals.sqlSaved.toLocaleString("en")],
  ];
  document.getElementById("totals").replaceChildren(
    ...shown.map(([name, value]) => h("div", null, h("dt", null, name), h("dd", null, value))));
}

/** A node that has no Redis at all is not degraded: its caches are its own. */
function state(health) {
  const limits = [health.cache_enabled ? "" : "Cache off", health.status === "degraded" ? "Degraded: Redis is away" : ""]
    .filter(Boolean);
  show(limits.length > 0 ? "degraded" : "up", limits.join(". ") || "Cache on");
}

/** Screen readers say whatever is written there, so it is written when it has changed. */
function show(name, text) {
  const state = document.getElementById("state");
  if (state.textContent === text) return;
  state.dataset.state = name;
  state.textContent = text;
}

function cacheSwitch(enabled) {
  button("switch-cache", enabled ? "Switch the cache off" : "Switch the cache on",
    "On all nodes: reads go to the database, writes and removals go on", async () => {
      const changed = await api.put("api/demo/cache", { enabled: !enabled });
      if (!changed.everywhere) tell("On this node only: Redis is away, so the others cannot be told.");
    });
}

function redisSwitch(running) {
  button("switch-redis", running ? "End Redis" : "Restore Redis", "As a crash would; all that it held is lost",
    () => api.put("api/demo/redis", { running: !running }));
}

function button(id, text, title, change) {
  let button = document.getElementById(id);
  if (!button) {
    button = h("button", { id, class: "quiet", type: "button" });
    document.getElementById("switches").append(button);
  }
  if (button.textContent !== text) button.textContent = text;
  button.disabled = me === null;
  button.title = me === null ? "Sign in first" : title;
  button.onclick = async () => {
    button.disabled = true;
    await quietly(change);
    await refresh();
    button.disabled = me === null;
  };
}
