-- Lets a lease last longer.
-- KEYS[1]  the entry
-- ARGV[1]  token of the load
-- ARGV[2]  how long from now, ms
-- Result   1 extended, 0 the lease does not stand
-- Invariant: never brings a lease back.
-- include: entry

local kind, _, token = header(KEYS[1])
if kind == 'L' and token == ARGV[1] then
  return redis.call('PEXPIRE', KEYS[1], ARGV[2])
end
return 0
