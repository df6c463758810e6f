-- Included by other scripts: who holds a lock and who waits for it, as one hash. Its fields:
--   h<token>  a holder         kind, 'X' alone or 'S' shared; end of its lease, ms; its fence
--   q<token>  place in a queue kind; end of the place, ms; its number
--   x<token>  given up         '-'; until when, ms; 0
--   w         somebody waits outside the queue
-- The key ends with the last of them. Needs 'fences'.

-- Reads what has not ended, and drops the rest.
local function read(key)
  local lock = { key = key, h = {}, q = {}, x = {} }
  local fields = redis.call('HGETALL', key)
  for i = 1, #fields, 2 do
    local sort, token = string.sub(fields[i], 1, 1), string.sub(fields[i], 2)
    local kind, ends, number = string.match(fields[i + 1], '^(.) (%d+) (%d+)$')
    if sort == 'w' then
      lock.awaited = true
    elseif tonumber(ends) <= NOW then
      redis.call('HDEL', key, fields[i])
    else
      lock[sort][token] = { token = token, kind = kind, ends = tonumber(ends), number = tonumber(number) }
    end
  end
  if not (next(lock.h) or next(lock.q) or next(lock.x)) then
    lock.awaited = false
    redis.call('DEL', key)
  end
  return lock
end

local function write(lock, sort, token, kind, lasts, number)
  local stay = { token = token, kind = kind, ends = NOW + lasts, number = number }
  lock[sort][token] = stay
  redis.call('HSET', lock.key, sort .. token, kind .. ' ' .. whole(stay.ends) .. ' ' .. whole(number))
end

local function drop(lock, sort, token)
  lock[sort][token] = nil
  redis.call('HDEL', lock.key, sort .. token)
end

-- Lets the key last as long as anything in it; without anything it goes.
local function keep(lock)
  local ends = NOW
  for _, sort in ipairs({'h', 'q', 'x'}) do
    for _, stay in pairs(lock[sort]) do
      ends = math.max(ends, stay.ends)
    end
  end
  if ends > NOW then
    redis.call('PEXPIREAT', lock.key, whole(ends))
  else
    redis.call('DEL', lock.key)
  end
end

-- Returns the places in their order.
local function queue(lock)
  local places = {}
  for _, place in pairs(lock.q) do
    places[#places + 1] = place
  end
  table.sort(places, function(a, b) return a.number < b.number end)
  return places
end

-- Tells those whose turn it is: one who does not share, if nobody holds the lock; or all who share before the first who
-- does not; or, if none is in the queue, all who wait outside it. A message is a hint; that it fails must not undo the rest.
local function wake(lock, channel)
  local held = next(lock.h) ~= nil
  for _, holder in pairs(lock.h) do
    if holder.kind == 'X' then
      return
    end
  end
  local message = lock.key
  local places, told = queue(lock), 0
  for _, place in ipairs(places) do
    if place.kind == 'X' and (held or told > 0) then
      break
    end
    message, told = message .. '\n' .. place.token, told + 1
    if place.kind == 'X' then
      break
    end
  end
  if told > 0 then
    redis.pcall('PUBLISH', channel, message)
  elseif lock.awaited and #places == 0 and not held then
    redis.call('HDEL', lock.key, 'w')
    redis.pcall('PUBLISH', channel, message)
  end
end
