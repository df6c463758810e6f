-- Included by other scripts: who takes part in a flight, as a hash.
--   flight   names the flight: the token of its first leader
--   leader   the token of who makes the call; empty if it gave up
--   ends     when another may succeed the leader, ms
--   m<token> until when a member counts, ms; the leader is one as long as its own process wants the outcome
-- A flight that is over has no hash. Whoever asks takes out what has ended, by the server's clock.

-- Returns the flight under a key, nil if there is none.
local function roster(key)
  local flight = {members = {}}
  local fields = redis.call('HGETALL', key)
  for i = 1, #fields, 2 do
    if #fields[i] == 17 then
      flight.members[string.sub(fields[i], 2)] = tonumber(fields[i + 1])
    else
      flight[fields[i]] = fields[i + 1]
    end
  end
  flight.ends = tonumber(flight.ends) or 0
  local now, alive = now(), false
  for member, ends in pairs(flight.members) do
    if ends <= now then
      redis.call('HDEL', key, 'm' .. member)
      flight.members[member] = nil
    else
      alive = true
    end
  end
  if alive or flight.ends > now then
    return flight
  end
end

-- Tells whether anybody but one member wants the outcome.
local function wanted_besides(flight, one)
  for member in pairs(flight.members) do
    if member ~= one then
      return true
    end
  end
  return false
end

-- Keeps the hash at least for a lease's time.
local function outlive(key, lease)
  if redis.call('PTTL', key) < lease then
    redis.call('PEXPIRE', key, lease)
  end
end
