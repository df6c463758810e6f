-- Gives a lease back without a value.
-- KEYS[1]  the entry
-- KEYS[2]  the record of the incarnation
-- ARGV[1]  token of the load
-- ARGV[2]  for how many ms nobody may reload the value that stayed readable
-- Result   1 released, 0 the lease did not stand
-- Invariant: removes nothing but this lease.
-- include: clock
-- include: incarnation
-- include: entry

local entry = header(KEYS[1], current(KEYS[2]))
if entry.kind == 'D' or entry.holder ~= ARGV[1] then
  return 0
end
if entry.kind == 'V' then
  reload(KEYS[1], NOBODY, now() + ARGV[2])
else
  redis.call('UNLINK', KEYS[1])
end
tell('R', entry)
return 1
