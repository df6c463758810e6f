-- Reads the tag clock of a cache.
-- KEYS[1]  the table of tags
-- Result   the clock
-- Invariant: a lost table is made anew with a floor above everything read from the lost one.
-- include: tags

local clock = reading(KEYS[1])
if not clock then
  renew(KEYS[1], tick())
  return reading(KEYS[1])
end
redis.call('PEXPIRE', KEYS[1], TABLE_TTL)
return clock
