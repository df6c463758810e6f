-- Grants the permission to fill a key.
-- KEYS[1]  the entry
-- ARGV[1]  token of the load
-- ARGV[2]  how long the lease lasts, ms
-- ARGV[3]  the lease's bytes
-- ARGV[4]  token of a stored value that counts as absent, or empty
-- Result   {'G'} granted | {'V', bytes} a value is there | {'H', holder, ms} held by another load | {'T', state} fenced
-- Invariant: a live lease of another load and a fence are never replaced. Who holds the lease gets it again.
-- include: entry

local key = KEYS[1]
local kind, flag, token = header(key)
if kind == 'V' and token ~= ARGV[4] then
  return {'V', redis.call('GET', key)}
end
if kind == 'T' then
  return {'T', token}
end
if kind == 'L' and token == ARGV[1] then
  redis.call('PEXPIRE', key, ARGV[2])
  return {'G'}
end
if kind == 'L' then
  if flag ~= 'w' then
    redis.call('SETRANGE', key, 6, 'w')
  end
  return {'H', token, redis.call('PTTL', key)}
end
store(key, kind, ARGV[3], ARGV[2])
return {'G'}
