-- Sets how long a value lives.
-- KEYS[1]  the entry
-- KEYS[2]  the record of the incarnation
-- KEYS[3]  the lane's record
-- ARGV[1]  ms from now, 0 for ever
-- Result   1 set, 0 no value
-- Invariant: leases and fences keep their expiry. Raises the stamp when it sets.
-- include: incarnation
-- include: entry
-- include: lane

if header(KEYS[1], current(KEYS[2])).kind ~= 'V' then
  return 0
end
if ARGV[1] == '0' then
  redis.call('PERSIST', KEYS[1])
else
  redis.call('PEXPIRE', KEYS[1], ARGV[1])
end
outlive(KEYS[2], tonumber(ARGV[1]))
raise(KEYS[3], 'I', KEYS[1])
return 1
