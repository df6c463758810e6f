-- Lets a lease last longer.
-- KEYS[1]  the entry
-- KEYS[2]  the record of the incarnation
-- ARGV[1]  token of the load
-- ARGV[2]  how long from now, ms
-- Result   1 extended, 0 the lease does not stand
-- Invariant: never brings a lease back.
-- include: clock
-- include: incarnation
-- include: entry

local entry = header(KEYS[1], current(KEYS[2]))
if entry.kind == 'D' or entry.holder ~= ARGV[1] then
  return 0
end
if entry.kind == 'V' then
  redis.call('SETRANGE', KEYS[1], 99, hex(now() + ARGV[2]))
  return 1
end
outlive(KEYS[2], tonumber(ARGV[2]))
return redis.call('PEXPIRE', KEYS[1], ARGV[2])
