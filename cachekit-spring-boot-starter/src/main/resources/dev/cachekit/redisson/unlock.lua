-- Ends an acquisition of a lock, whether it holds it or waits for it, and wakes those whose turn it is.
-- KEYS[1]  the lock
-- ARGV[1]  token of the acquisition
-- ARGV[2]  how long it is remembered that an acquisition was given up that did not hold the lock, ms
-- ARGV[3]  the channel of releases
-- Result   1 it held the lock until now, 0 it did not
-- Invariant: ends no other acquisition. One that is ended before its request arrives is not granted later.
-- include: fences

-- Most locks are given back while nobody else has them or waits.
local alone = redis.call('HLEN', KEYS[1]) == 1 and redis.call('HGET', KEYS[1], 'h' .. ARGV[1])
if alone and tonumber(string.match(alone, ' (%d+) ')) > NOW then
  redis.call('DEL', KEYS[1])
  return 1
end

-- include: locks

local lock = read(KEYS[1])
local token = ARGV[1]
local held = lock.h[token]
if lock.q[token] then
  drop(lock, 'q', token)
end
if held then
  drop(lock, 'h', token)
else
  write(lock, 'x', token, '-', tonumber(ARGV[2]), 0)
end
wake(lock, ARGV[3])
keep(lock)
return held and 1 or 0
