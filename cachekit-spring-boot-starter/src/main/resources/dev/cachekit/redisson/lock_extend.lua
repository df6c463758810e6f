-- Lets an acquisition of a lock last longer.
-- KEYS[1]  the lock
-- KEYS[2]  the mark of its lane
-- ARGV[1]  token of the acquisition
-- ARGV[2]  how long its lease lasts from now, ms
-- ARGV[3]  a number that the fences of all later acquisitions exceed
-- Result   1 extended, 0 it does not hold the lock
-- Invariant: never brings an acquisition back, and never lets it end sooner: two extensions may arrive in any order.
-- include: fences
-- include: locks

outgrow(KEYS[2], tonumber(ARGV[3]), last_fence(KEYS[2]))
local lock = read(KEYS[1])
local mine = lock.h[ARGV[1]]
if mine then
  write(lock, 'h', ARGV[1], mine.kind, math.max(tonumber(ARGV[2]), mine.ends - NOW), mine.number)
end
keep(lock)
return mine and 1 or 0
