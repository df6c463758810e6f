-- Takes a lock, or waits for it.
-- KEYS[1]  the lock
-- KEYS[2]  the mark of its lane
-- ARGV[1]  token of the acquisition
-- ARGV[2]  kind: 'X' alone, 'S' shared
-- ARGV[3]  how long its lease lasts, ms
-- ARGV[4]  if it has to wait: '-' it does not, 'w' outside the queue, 'q' in the queue
-- ARGV[5]  how long a place in the queue is kept, ms
-- Result   {1, fence} granted | {0, ms} others hold it for so long unless they are extended, or come first
-- Invariant: whoever does not share holds the lock alone. No fence of a lock is as small as an earlier one.
-- include: fences

-- Most locks are free when they are asked for.
if redis.call('EXISTS', KEYS[1]) == 0 then
  redis.call('DEL', KEYS[1]) -- a full server would refuse to write the mark first
  local free, ends = next_fence(KEYS[2]), whole(NOW + ARGV[3])
  redis.call('HSET', KEYS[1], 'h' .. ARGV[1], ARGV[2] .. ' ' .. ends .. ' ' .. whole(free))
  redis.call('PEXPIREAT', KEYS[1], ends)
  return {1, free}
end

-- include: locks

local lock = read(KEYS[1])
local token, kind = ARGV[1], ARGV[2]

if lock.x[token] then
  return {0, 0}
end

-- When all whom this one has to let pass will have gone.
local function busy()
  local ends = 0
  for _, holder in pairs(lock.h) do
    if kind == 'X' or holder.kind == 'X' then
      ends = math.max(ends, holder.ends)
    end
  end
  for _, place in ipairs(queue(lock)) do
    if place.token == token then
      return ends
    end
    if kind == 'X' or place.kind == 'X' then
      ends = math.max(ends, place.ends)
    end
  end
  return ends
end

local mine = lock.h[token]
local ends = mine and 0 or busy()
if ends > NOW then
  if ARGV[4] == 'w' then
    redis.call('HSET', KEYS[1], 'w', '1')
  elseif ARGV[4] == 'q' then
    local places = queue(lock)
    local number = lock.q[token] and lock.q[token].number or #places > 0 and places[#places].number + 1 or 1
    write(lock, 'q', token, kind, tonumber(ARGV[5]), number)
  end
  keep(lock)
  return {0, ends - NOW}
end

local fence = mine and mine.number or next_fence(KEYS[2])
if mine then
  outgrow(KEYS[2], fence, last_fence(KEYS[2]))
end
if lock.q[token] then
  drop(lock, 'q', token)
end
write(lock, 'h', token, kind, tonumber(ARGV[3]), fence)
keep(lock)
return {1, fence}
