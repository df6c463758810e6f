-- Reads the stamps of lanes and what tells one life of one primary from another.
-- KEYS[1..n]  the lanes' records
-- Result   {ms of the server's clock, id of its replication, stamp, ...}
-- Invariant: a stamp that is there stays as it is. It is a write, so a primary that has lost its replicas and may not
-- write any more does not answer.
-- include: lane
-- include: clock

local info = redis.pcall('INFO', 'replication')
local primary = type(info) == 'string' and string.match(info, 'master_replid:(%x%x%x%x%x%x%x%x%x%x%x%x%x%x%x%x)')
local reply = {now(), primary or 'unknown'}
for i = 1, #KEYS do
  redis.call('PEXPIRE', KEYS[i], LANE_TTL)
  local at = stamp(KEYS[i])
  if not at then
    raise(KEYS[i], 'N')
    at = stamp(KEYS[i])
  end
  reply[i + 2] = at
end
return reply
