-- Stores a loaded value under its lease.
-- KEYS[1]  the entry
-- ARGV[1]  token of the load
-- ARGV[2]  the value's bytes
-- ARGV[3]  time to live in ms, 0 for ever
-- ARGV[4]  channel of lease ends
-- Result   1 stored, now or by an earlier sending; 0 refused
-- Invariant: the lease's own token must still stand under the key. An absent key refuses: it may have been
-- invalidated since the load began.
-- include: entry

local key = KEYS[1]
local kind, flag, token = header(key)
if token ~= ARGV[1] then
  return 0
end
if kind == 'L' then
  store(key, kind, ARGV[2], ARGV[3])
  tell(ARGV[4], 'F', kind, flag, token)
  return 1
end
return kind == 'V' and 1 or 0
