-- Stores a loaded value under its lease.
-- KEYS[1]  the entry
-- KEYS[2]  the record of the incarnation
-- ARGV[1]  token of the load
-- ARGV[2]  the value's bytes
-- ARGV[3]  how long it is kept, ms, 0 for ever
-- Result   1 stored, now or by an earlier sending; 0 refused
-- Invariant: the load's own token must still stand under the key, as lease or as reloader of a value, in the
-- incarnation it was granted in. An absent key refuses: it may have been invalidated since the load began.
-- include: clock
-- include: incarnation
-- include: entry

local key = KEYS[1]
local incarnation = current(KEYS[2])
local entry = header(key, incarnation)
local holds = entry.kind ~= 'D' and entry.holder == ARGV[1]
if not holds and entry.kind == 'V' and entry.token == ARGV[1] then
  return 1
end
if not holds then
  return 0
end
store(key, KEYS[2], ARGV[2], ARGV[3], entry.kind, incarnation)
tell('F', entry)
return 1
