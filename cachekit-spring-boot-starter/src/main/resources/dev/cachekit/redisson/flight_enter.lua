-- Joins the flight under way, begins one, or looks how it stands.
-- KEYS[1]  the flight
-- KEYS[2]  the outcome of the flight that is followed; the flight itself if none is
-- ARGV[1]  token of who asks
-- ARGV[2]  how long it takes part, ms
-- Result   {'L', flight} lead | {'W', flight, ms of the leader's lease} wait | {'E', outcome} the one that was followed has ended
-- Invariant: one leads at a time. A flight whose leader died keeps its name, so that those who wait know its successor.
-- include: clock
-- include: flight

if KEYS[2] ~= KEYS[1] then
  local outcome = redis.call('GET', KEYS[2])
  if outcome then
    return {'E', outcome}
  end
end
local member, lease = ARGV[1], tonumber(ARGV[2])
local moment = now()
local flight = roster(KEYS[1])
if not flight then
  redis.call('DEL', KEYS[1])
  flight = {flight = member, leader = member, ends = 0}
end
redis.call('HSET', KEYS[1], 'm' .. member, moment + lease)
outlive(KEYS[1], lease)
if flight.ends > moment and flight.leader ~= member then
  return {'W', flight.flight, flight.ends - moment}
end
redis.call('HSET', KEYS[1], 'flight', flight.flight, 'leader', member, 'ends', moment + lease)
return {'L', flight.flight}
