-- Adds to a counter, and gives it an end if it did not exist.
-- KEYS[1]  the counter
-- ARGV[1]  what to add
-- ARGV[2]  how long it lives if it did not exist, ms
-- Result   the new value, as text: numbers of a script are exact up to 2^53 only
-- Invariant: what this makes has an end. What cannot be added to is as it was.

local existed = redis.call('EXISTS', KEYS[1]) == 1
redis.call('INCRBY', KEYS[1], ARGV[1])
if not existed then
  redis.call('PEXPIRE', KEYS[1], ARGV[2])
end
return redis.call('GET', KEYS[1])
