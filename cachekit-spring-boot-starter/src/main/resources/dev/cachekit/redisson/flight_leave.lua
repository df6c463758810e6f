-- Takes a member out of a flight.
-- KEYS[1]  the flight
-- ARGV[1]  token of the member
-- ARGV[2]  channel of flights
-- Result   1 nobody is left who wants the outcome, and the flight is over | 0 others do
-- Invariant: a flight is over before its leader hears that nobody wants it, so nobody joins it in between.
-- include: clock
-- include: flight

local flight = roster(KEYS[1])
if flight and wanted_besides(flight, ARGV[1]) then
  redis.call('HDEL', KEYS[1], 'm' .. ARGV[1])
  return 0
end
redis.call('DEL', KEYS[1])
if flight and flight.leader ~= '' and flight.leader ~= ARGV[1] then
  redis.pcall('PUBLISH', ARGV[2], 'U' .. flight.leader)
end
return 1
