-- Gives up the lead of a flight without an outcome, and leaves it.
-- KEYS[1]  the flight
-- ARGV[1]  token of the leader
-- ARGV[2]  channel of flights
-- Result   1 given up | 0 it did not lead
-- Invariant: those who wait go on waiting for the same flight; the first of them who asks leads it.
-- include: clock
-- include: flight

local flight = roster(KEYS[1])
if not flight or flight.leader ~= ARGV[1] then
  return 0
end
if not wanted_besides(flight, ARGV[1]) then
  redis.call('DEL', KEYS[1])
  return 1
end
redis.call('HDEL', KEYS[1], 'm' .. ARGV[1])
redis.call('HSET', KEYS[1], 'leader', '', 'ends', 0)
redis.pcall('PUBLISH', ARGV[2], 'V' .. flight.flight)
return 1
