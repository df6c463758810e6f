-- Sets how long a value lives.
-- KEYS[1]  the entry
-- KEYS[2]  the record of the incarnation
-- ARGV[1]  ms from now, 0 for ever
-- Result   1 set, 0 no value
-- Invariant: leases and fences keep their expiry.
-- include: incarnation
-- include: entry

if header(KEYS[1], current(KEYS[2])).kind ~= 'V' then
  return 0
end
if ARGV[1] == '0' then
  redis.call('PERSIST', KEYS[1])
else
  redis.call('PEXPIRE', KEYS[1], ARGV[1])
end
outlive(KEYS[2], tonumber(ARGV[1]))
return 1
