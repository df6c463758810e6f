-- Grants the permission to fill a key.
-- KEYS[1]  the entry
-- KEYS[2]  the record of the incarnation
-- ARGV[1]  token of the load
-- ARGV[2]  how long the lease lasts, ms
-- ARGV[3]  the lease's bytes
-- ARGV[4]  token of a stored value that counts as absent, or empty
-- ARGV[5]  token of a stored value that is to stay readable while it is reloaded, or empty
-- Result   {'G'} granted | {'G', 'X'} granted in place of foreign data | {'V', bytes, incarnation} a value is there |
--          {'H', holder, ms} held by another load | {'R', ms} nobody may reload the value yet | {'T', state} fenced
-- Invariant: a live lease of another load and a fence are never replaced. Who holds the lease gets it again. The name
-- of a fence's state changes with the incarnation.
-- include: clock
-- include: incarnation
-- include: entry

local key = KEYS[1]
local incarnation = live(KEYS[2], ARGV[1])
local entry = header(key, incarnation)
local stays = entry.kind == 'V' and entry.token ~= ARGV[4]
if stays and entry.token ~= ARGV[5] then
  return {'V', redis.call('GET', key), incarnation}
end
if entry.kind == 'T' then
  return {'T', string.sub(redis.sha1hex(entry.token .. incarnation), 1, 16)}
end
if entry.kind == 'L' and entry.token == ARGV[1] then
  redis.call('PEXPIRE', key, ARGV[2])
  outlive(KEYS[2], tonumber(ARGV[2]))
  return {'G'}
end
if entry.kind == 'L' then
  await(key, entry)
  return {'H', entry.token, redis.call('PTTL', key)}
end
if not stays then
  store(key, KEYS[2], ARGV[3], ARGV[2], entry.kind, incarnation)
  tell('K', entry)
  return {'G', entry.kind == 'X' and 'X' or nil}
end
if entry.holder and entry.holder ~= ARGV[1] then
  await(key, entry)
  return {'H', entry.holder, entry.reload_ends - now()}
end
if not entry.holder and entry.reload_ends > now() then
  return {'R', entry.reload_ends - now()}
end
if entry.holder then
  redis.call('SETRANGE', key, 99, hex(now() + ARGV[2]))
else
  reload(key, ARGV[1], now() + ARGV[2])
end
return {'G'}
