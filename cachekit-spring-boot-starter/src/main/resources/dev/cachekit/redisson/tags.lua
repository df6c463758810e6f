-- Included by other scripts: the table of a cache's tags, a hash. '#c' is the clock, '#f' the floor, '=' with a tag the
-- clock of that tag's last invalidation. A value is valid if the clock it was loaded at is neither below the floor
-- nor below any of its tags.

local TABLE_TTL = 7776000000 -- 90 days
local MAXIMUM_FIELDS = 100000

-- Replaces the table by one with nothing but a floor: every tagged value from before is invalid.
local function renew(record, clock)
  redis.call('UNLINK', record)
  redis.call('HSET', record, '#c', clock, '#f', clock)
  redis.call('PEXPIRE', record, TABLE_TTL)
end

-- Returns the clock as a number, nil if there is none or the table is not ours.
local function reading(record)
  local text = redis.pcall('HGET', record, '#c')
  local number = type(text) == 'string' and tonumber(text)
  return number and number > 0 and number < 9007199254740992 and number or nil
end

-- Returns the clock's next reading: later than the last one, and than all before if the table was lost meanwhile.
local function tick(clock)
  local time = redis.call('TIME')
  return string.format('%.0f', math.max((clock or 0) + 1, time[1] * 1000000 + time[2]))
end
