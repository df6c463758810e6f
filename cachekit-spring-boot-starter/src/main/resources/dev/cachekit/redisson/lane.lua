-- Included by other scripts: reads and raises the stamp of a lane, and tells of it.

local LANE_TTL = 604800000 -- 7 days

-- Returns the stamp as a number, nil if there is none or it is not ours.
local function stamp(lane)
  local text = redis.pcall('GET', lane)
  local number = type(text) == 'string' and tonumber(text)
  if number and number > 0 and number < 9007199254740992 then
    return number
  end
end

-- Raises the stamp: it grows with every call, and by the clock even if the record was lost meanwhile. Tells what was
-- removed, with the stamps before and after, and by whom, so that a node which misses a message notices it by the next one. Kinds
-- are 'I' keys, 'C' a cache, 'T' tags of a cache, 'N' nothing.
local function raise(lane, kind, ...)
  -- A full server refuses SET as the first write of a script, but not PEXPIRE, nor anything after a first write.
  -- Invalidations must pass when the server is full.
  redis.call('PEXPIRE', lane, LANE_TTL)
  local time = redis.call('TIME')
  local previous = stamp(lane) or 0
  local raised = string.format('%.0f', math.max(previous + 1, time[1] * 1000000 + time[2]))
  redis.call('SET', lane, raised, 'PX', LANE_TTL)
  local head = kind .. ' ' .. string.match(lane, '{(..)}#$') .. ' ' .. string.format('%.0f', previous) .. ' ' .. raised
    .. ' ' .. ARGV[#ARGV - 3]
  -- A message may be lost; that it fails must not undo the rest.
  redis.pcall(ARGV[#ARGV - 1], ARGV[#ARGV], table.concat({head, ...}, '\n'))
end
