-- Stores a written value.
-- KEYS[1]  the entry
-- KEYS[2]  the record of the incarnation
-- KEYS[3]  the lane's record
-- ARGV[1]  token of the write
-- ARGV[2]  the value's bytes
-- ARGV[3]  time to live in ms, 0 for ever
-- ARGV[4]  'always', or 'absent' to keep a value that is there
-- Result   1 stored, now or by an earlier sending; 0 another value is there
-- Invariant: ends any lease, so no load that began before can fill. Raises the stamp when it stores.
-- include: incarnation
-- include: entry
-- include: lane

local key = KEYS[1]
local incarnation = live(KEYS[2], ARGV[1])
local entry = header(key, incarnation)
if entry.kind == 'V' and ARGV[4] == 'absent' then
  return entry.token == ARGV[1] and 1 or 0
end
store(key, KEYS[2], ARGV[2], ARGV[3], entry.kind, incarnation)
raise(KEYS[3], 'I', key)
tell('K', entry)
return 1
