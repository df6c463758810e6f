-- Included by other scripts: the incarnation of a cache in a lane. Values and leases of another one are dead, so to
-- forget it is to clear the cache.

local RECORD_TTL = 604800000 -- 7 days

-- Returns the incarnation, nil if there is none or it is not ours.
local function current(record)
  local text = redis.pcall('GET', record)
  return type(text) == 'string' and string.match(text, '^%x%x%x%x%x%x%x%x%x%x%x%x%x%x%x%x$') or nil
end

-- Returns the incarnation, a new one if there is none. It never repeats: the clock goes into it, and a token that no
-- other load or write has.
local function live(record, token)
  local found = current(record)
  if found then
    return found
  end
  local time = redis.call('TIME')
  local made = string.sub(redis.sha1hex(record .. token .. time[1] .. '.' .. time[2]), 1, 16)
  redis.call('SET', record, made, 'PX', RECORD_TTL)
  return made
end

-- Lets the record live longer than an entry that lives for a time in ms, 0 for ever.
local function outlive(record, ttl)
  if ttl == 0 then
    redis.call('PERSIST', record)
    return
  end
  local left = redis.call('PTTL', record)
  if left >= 0 and left < ttl then
    redis.call('PEXPIRE', record, string.format('%.0f', math.max(RECORD_TTL, 2 * ttl)))
  end
end
