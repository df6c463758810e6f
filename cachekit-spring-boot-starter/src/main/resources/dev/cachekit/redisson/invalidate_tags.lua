-- Invalidates all values of a cache that carry one of some tags, however many there are.
-- KEYS[1]  the record of the cache's home lane
-- KEYS[2]  the table of tags
-- ARGV[1]  what stands for the cache within its keys
-- ARGV[2..n]  the tags
-- Result   1
-- Invariant: the stamps are later than every clock read before. Passes on a full server.
-- include: lane
-- include: tags

local last = #ARGV - 4
raise(KEYS[1], 'T', unpack(ARGV, 1, last))
local clock = reading(KEYS[2])
local stamp = tick(clock)
if not clock or redis.call('HLEN', KEYS[2]) + last > MAXIMUM_FIELDS then
  renew(KEYS[2], stamp)
end
for i = 2, last do
  redis.call('HSET', KEYS[2], '=' .. ARGV[i], stamp)
end
redis.call('HSET', KEYS[2], '#c', stamp)
redis.call('PEXPIRE', KEYS[2], TABLE_TTL)
return 1
