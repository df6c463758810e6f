-- Included by other scripts: reads and raises the stamp of a lane.

local LANE_TTL = 604800000 -- 7 days

-- Returns the stamp as a number, nil if there is none or it is not ours.
local function stamp(lane)
  local text = redis.pcall('GET', lane)
  local number = type(text) == 'string' and tonumber(text)
  if number and number > 0 and number < 9007199254740992 then
    return number
  end
end

-- Raises the stamp: it grows with every call, and by the clock even if the record was lost meanwhile.
local function raise(lane)
  -- A full server refuses SET as the first write of a script, but not PEXPIRE, nor anything after a first write.
  -- Invalidations must pass when the server is full.
  redis.call('PEXPIRE', lane, LANE_TTL)
  local time = redis.call('TIME')
  local raised = math.max((stamp(lane) or 0) + 1, time[1] * 1000000 + time[2])
  redis.call('SET', lane, string.format('%.0f', raised), 'PX', LANE_TTL)
end
