-- Sets how long a value is fresh.
-- KEYS[1]  the entry
-- KEYS[2]  the record of the incarnation
-- KEYS[3]  the lane's record
-- ARGV[1]  ms from now, 0 for ever
-- ARGV[2]  token of the value whose tags were looked at, or empty
-- Result   1 set, 0 no fresh value, 2 a tagged value whose tags were not looked at
-- Invariant: leases and fences keep their expiry, a value keeps its grace. Raises the stamp when it sets.
-- include: clock
-- include: incarnation
-- include: entry
-- include: lane

local key = KEYS[1]
local entry = header(key, current(KEYS[2]))
if entry.kind ~= 'V' or left(entry) <= 0 then
  return 0
end
if entry.tagged and entry.token ~= ARGV[2] then
  return 2
end
local ttl = tonumber(ARGV[1])
if ttl == 0 then
  redis.call('PERSIST', key)
  redis.call('SETRANGE', key, 56, hex(0))
  outlive(KEYS[2], 0)
else
  local kept = ttl + entry.grace
  redis.call('PEXPIRE', key, string.format('%.0f', kept))
  redis.call('SETRANGE', key, 56, hex(math.max(1, now() - entry.stored_at + ttl)))
  outlive(KEYS[2], kept)
end
raise(KEYS[3], 'I', key)
return 1
