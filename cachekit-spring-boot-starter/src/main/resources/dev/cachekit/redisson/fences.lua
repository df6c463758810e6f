-- Included by other scripts: numbers of acquisitions, which grow. The mark of a lane holds the last one that was given in it,
-- for 50 s by the same clock. So they grow although the clock is set back by as much, or another server with a slower clock
-- takes over.

local MARK_KEPT = 50000

local time = redis.call('TIME')
local NOW = time[1] * 1000 + math.floor(time[2] / 1000)
local MICROS = time[1] * 1000000 + time[2]

local function whole(number)
  return string.format('%.0f', number)
end

local function last_fence(mark)
  return tonumber(redis.call('GET', mark) or 0)
end

-- Notes that no later fence of the lane may be as small as this one.
local function outgrow(mark, fence, last)
  if fence >= MICROS and fence > last then
    redis.call('SET', mark, whole(fence), 'PXAT', whole(math.floor(fence / 1000) + MARK_KEPT))
  end
end

-- Gives a number that is greater than all earlier ones of the lane.
local function next_fence(mark)
  local last = last_fence(mark)
  local fence = math.max(last + 1, MICROS)
  outgrow(mark, fence, last)
  return fence
end
