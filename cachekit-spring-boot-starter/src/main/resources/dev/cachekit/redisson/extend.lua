-- Lets a lease last longer.
-- KEYS[1]  the entry
-- KEYS[2]  the record of the incarnation
-- ARGV[1]  token of the load
-- ARGV[2]  how long from now, ms
-- Result   1 extended, 0 the lease does not stand
-- Invariant: never brings a lease back.
-- include: incarnation
-- include: entry

local entry = header(KEYS[1], current(KEYS[2]))
if entry.kind == 'L' and entry.token == ARGV[1] then
  outlive(KEYS[2], tonumber(ARGV[2]))
  return redis.call('PEXPIRE', KEYS[1], ARGV[2])
end
return 0
