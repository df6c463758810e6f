-- Gives a lease back without a value.
-- KEYS[1]  the entry
-- KEYS[2]  the record of the incarnation
-- ARGV[1]  token of the load
-- Result   1 released, 0 the lease did not stand
-- Invariant: removes nothing but this lease.
-- include: incarnation
-- include: entry

local entry = header(KEYS[1], current(KEYS[2]))
if entry.kind == 'L' and entry.token == ARGV[1] then
  redis.call('UNLINK', KEYS[1])
  tell('R', entry)
  return 1
end
return 0
