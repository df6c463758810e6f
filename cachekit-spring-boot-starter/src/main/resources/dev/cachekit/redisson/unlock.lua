-- Ends an acquisition of a lock, whether it holds it or waits for it, and wakes those whose turn it is.
-- KEYS[1]  the lock
-- ARGV[1]  token of the acquisition
-- ARGV[2]  how long it is remembered that an unknown acquisition was given up, ms
-- ARGV[3]  the channel of releases
-- Result   1 it held the lock until now, 0 it did not
-- Invariant: ends no other acquisition. One that is ended before its request arrives is not granted later.
-- include: locks

local lock = read(KEYS[1])
local token = ARGV[1]
local held, queued = lock.h[token], lock.q[token]
if held then
  drop(lock, 'h', token)
end
if queued then
  drop(lock, 'q', token)
end
if not held and not queued then
  write(lock, 'x', token, '-', tonumber(ARGV[2]), 0)
end
wake(lock, ARGV[3])
keep(lock)
return held and 1 or 0
