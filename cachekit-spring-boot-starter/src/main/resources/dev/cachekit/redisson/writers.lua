-- Included by other scripts: the body of a fence. A line '<token> <deadline>' per writer; deadlines are ms of the server's
-- clock, 12 hexadecimal digits, all 0 for a writer that has left with a version while others were inside. Where such a
-- value is to be stored by the last writer, an empty line and '<ttl> <bytes>' follow. The header's version is the highest
-- that is known: of that value, or of one that was stored before the first writer entered.

local LEFT = '000000000000'
local MOST_LEFT = 32 -- a second sending comes soon; beyond that it counts as one of an unknown writer

-- Returns, as of a moment, what a fence says to one of its writers:
-- lines    those of the others, live or left
-- count    how many of the others are inside
-- latest   the latest of their deadlines
-- own      this writer's deadline, nil if it is not inside
-- left     whether this writer has left with a version
-- lost     whether a window has passed: that writer may still commit
-- ttl, bytes  the value that waits, nil if there is none
local function writers(key, writer, moment)
  local body = string.sub(redis.call('GET', key), 146)
  local split = string.find(body, '\n\n', 1, true)
  local inside = {count = 0, latest = 0}
  local live, gone = {}, {}
  for token, deadline in string.gmatch(string.sub(body, 1, split), '(%w+) (%x+)\n') do
    local ends = tonumber(deadline, 16)
    if deadline ~= LEFT and ends <= moment then
      inside.lost = true
    elseif token == writer then
      inside.own = deadline ~= LEFT and ends or nil
      inside.left = deadline == LEFT
    elseif deadline == LEFT then
      gone[#gone + 1] = token .. ' ' .. deadline .. '\n'
    else
      live[#live + 1] = token .. ' ' .. deadline .. '\n'
      inside.latest = math.max(inside.latest, ends)
    end
  end
  inside.count = #live
  inside.lines = table.concat(live) .. table.concat(gone, '', math.max(1, #gone - MOST_LEFT + 2))
  if split then
    inside.ttl, inside.bytes = string.match(string.sub(body, split + 2), '^(%d+) (.*)$')
  end
  return inside
end

-- The part of a body that holds a value which waits.
local function waiting(ttl, bytes)
  return bytes and '\n' .. ttl .. ' ' .. bytes or ''
end

-- Whether none of the writers may store, whatever their versions.
local function is_spoilt(entry, incarnation, inside)
  return entry.flag == 'o' or inside.lost or entry.incarnation ~= incarnation
end

-- A new name for the state of a fence: a digest, which no writer has as its own token and no earlier state had.
local function renamed(entry, cause)
  return string.sub(redis.sha1hex(entry.token .. cause), 1, 16)
end

-- Takes the permission to store from the writers inside.
local function spoil(key, entry)
  redis.call('SETRANGE', key, 6, 'o')
  redis.call('SETRANGE', key, 9, renamed(entry, 'spoilt'))
end

-- Removes a writer from a fence in which others remain, for as many ms as they have left. The version is the highest that
-- is known now, nil if that has not changed.
local function leave(key, entry, writer, flag, body, left, version)
  local rest = string.sub(redis.call('GETRANGE', key, 0, 144), 26)
  local head = 'CK2 T-' .. flag .. '- ' .. renamed(entry, writer)
    .. (version and string.sub(rest, 1, 87) .. version .. string.sub(rest, 104) or rest)
  redis.call('SET', key, head .. body, 'PX', string.format('%.0f', left))
end
