-- Included by other scripts: the server's clock in ms.

local function now()
  local time = redis.call('TIME')
  return time[1] * 1000 + math.floor(time[2] / 1000)
end

-- Returns a time as it stands in a header.
local function hex(ms)
  return string.format('%012x', ms)
end
