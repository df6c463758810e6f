-- Lets a leader lead on.
-- KEYS[1]  the flight
-- ARGV[1]  token of the leader
-- ARGV[2]  '1' if its own process wants the outcome
-- ARGV[3]  how long from now, ms
-- Result   1 it leads on | 0 it does not lead any more | -1 nobody wants the outcome, and the flight is over
-- Invariant: never brings a lease back.
-- include: clock
-- include: flight

local flight = roster(KEYS[1])
if not flight or flight.leader ~= ARGV[1] then
  return 0
end
local ends = now() + ARGV[3]
if ARGV[2] == '1' then
  redis.call('HSET', KEYS[1], 'm' .. ARGV[1], ends)
elseif wanted_besides(flight, ARGV[1]) then
  redis.call('HDEL', KEYS[1], 'm' .. ARGV[1])
else
  redis.call('DEL', KEYS[1])
  return -1
end
redis.call('HSET', KEYS[1], 'ends', ends)
outlive(KEYS[1], tonumber(ARGV[3]))
return 1
