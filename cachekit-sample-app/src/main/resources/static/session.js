import { api } from "./api.js";

/** Who has signed in: profile and roles, or null for a visitor. */
export let me = null;

export async function findOut() {
  try {
    me = await api.get("api/me");
  } catch (failure) {
    if (failure.status !== 401) throw failure;
    me = null;
  }
  return me;
}

const profiles = new Map();

/** The profile of a user; asked for once per page. */
export function profile(id) {
  if (!profiles.has(id)) {
    profiles.set(id, api.get(`api/users/${id}`).catch(() => {
      profiles.delete(id);
      return { id, handle: `user${id}`, displayName: `User ${id}` };
    }));
  }
  return profiles.get(id);
}
