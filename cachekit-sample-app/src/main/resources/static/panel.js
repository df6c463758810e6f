import { api, watch } from "./api.js";
import { h, tell } from "./dom.js";
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
    h("td", { class: "number" }, String(cost.sql))));
  while (actions.rows.length > LAST) actions.lastElementChild.remove();
}

function answeredBy(cost) {
  return cost.tiers && cost.cache === "hit" ? cost.tiers : ANSWERED[cost.cache] ?? cost.cache;
}

async function refresh() {
  try {
    const [totals, health, redis] = await Promise.all([
      api.get("demo/stats"), api.get("api/v1/health"), api.get("api/demo/redis")]);
    figures(totals);
    state(health);
    switches(redis);
  } catch (failure) {
    const state = document.getElementById("state");
    state.dataset.state = "away";
    state.textContent = "No answer";
  }
}

function figures(totals) {
  const reads = totals.cacheHits + totals.cacheMisses;
  const shown = [
    ["Hit ratio", reads === 0 ? "–" : `${(100 * totals.cacheHits / reads).toFixed(1)} %`],
    ["Reads from caches", totals.cacheHits.toLocaleString("en")],
    ["Loaded", totals.cacheMisses.toLocaleString("en")],
    ["SQL statements", totals.sqlQueries.toLocaleString("en")],
  ];
  document.getElementById("totals").replaceChildren(
    ...shown.map(([name, value]) => h("div", null, h("dt", null, name), h("dd", null, value))));
}

function state(health) {
  const state = document.getElementById("state");
  const degraded = health.cache_enabled && !health.redis_available;
  state.dataset.state = degraded || !health.cache_enabled ? "degraded" : "up";
  state.textContent = degraded ? "Degraded: Redis is away" : health.cache_enabled ? "Cache on" : "Cache off";
}

function switches(redis) {
  if (!redis.embedded) return;
  let button = document.getElementById("switch-redis");
  if (!button) {
    button = h("button", { id: "switch-redis", class: "quiet", type: "button" });
    document.getElementById("switches").append(button);
  }
  button.textContent = redis.running ? "End Redis" : "Restore Redis";
  button.disabled = me === null;
  button.title = me === null ? "Sign in first" : "As a crash would; all that it held is lost";
  button.onclick = () => change(button, { running: !redis.running });
}

async function change(button, wanted) {
  button.disabled = true;
  try {
    await api.put("api/demo/redis", wanted);
    await refresh();
  } catch (refused) {
    tell(refused.message);
  }
  button.disabled = false;
}
