-- Ends a flight.
-- KEYS[1]  the flight
-- KEYS[2]  its outcome
-- ARGV[1]  token of the leader
-- ARGV[2]  the outcome, empty to end the flight only if nobody waits for one
-- ARGV[3]  how long the outcome is kept, ms
-- ARGV[4]  channel of flights
-- Result   1 over | 2 not over: others wait, and no outcome was given | 0 not this leader's any more
-- Invariant: once it is over nobody joins it; those who waited find the outcome. A small one comes with the message.
-- include: clock
-- include: flight

local INLINE = 8192

local flight = roster(KEYS[1])
if not flight or flight.leader ~= ARGV[1] then
  return 0
end
if not wanted_besides(flight, ARGV[1]) then
  redis.call('DEL', KEYS[1])
  return 1
end
if ARGV[2] == '' then
  return 2
end
redis.call('SET', KEYS[2], ARGV[2], 'PX', ARGV[3])
redis.call('DEL', KEYS[1])
local message = #ARGV[2] <= INLINE and 'E' .. flight.flight .. ARGV[2] or 'R' .. flight.flight
-- A message is a hint; that it fails must not undo the rest.
redis.pcall('PUBLISH', ARGV[4], message)
return 1
