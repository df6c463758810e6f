-- Gives a lease back without a value.
-- KEYS[1]  the entry
-- ARGV[1]  token of the load
-- ARGV[2]  channel of lease ends
-- Result   1 released, 0 the lease did not stand
-- Invariant: removes nothing but this lease.
-- include: entry

local kind, flag, token = header(KEYS[1])
if kind == 'L' and token == ARGV[1] then
  redis.call('UNLINK', KEYS[1])
  tell(ARGV[2], 'R', kind, flag, token)
  return 1
end
return 0
