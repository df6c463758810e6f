-- Stores a written value.
-- KEYS[1]  the entry
-- KEYS[2]  the record of the incarnation
-- KEYS[3]  the lane's record
-- ARGV[1]  token of the write
-- ARGV[2]  the value's bytes
-- ARGV[3]  how long it is kept, ms, 0 for ever
-- ARGV[4]  'always', or 'absent' to keep a fresh value that is there
-- ARGV[5]  token of a stored value that counts as absent, or empty
-- Result   {1} stored, now or by an earlier sending; {0} another value is there; {2, token} a tagged value is there, and
--          its tags were not looked at
-- Invariant: ends any lease, so no load that began before can fill. Raises the stamp when it stores.
-- include: clock
-- include: incarnation
-- include: entry
-- include: lane

local key = KEYS[1]
local incarnation = live(KEYS[2], ARGV[1])
local entry = header(key, incarnation)
if entry.kind == 'V' and ARGV[4] == 'absent' then
  if entry.token == ARGV[1] then
    return {1}
  end
  if entry.token ~= ARGV[5] and left(entry) > 0 then
    return entry.tagged and {2, entry.token} or {0}
  end
end
store(key, KEYS[2], ARGV[2], ARGV[3], entry.kind, incarnation)
raise(KEYS[3], 'I', key)
tell('K', entry)
return {1}
