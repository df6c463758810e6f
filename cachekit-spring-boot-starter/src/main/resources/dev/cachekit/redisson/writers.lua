-- Included by other scripts: the body of a fence, one line '<token> <deadline>' per writer.
-- Deadlines are ms of the server's clock, 12 hexadecimal digits.

-- Returns, as of a moment, the lines of the other live writers, their number, the latest of their deadlines, and
-- the deadline of this writer, nil if it is not among the live ones.
local function writers(key, writer, moment)
  local lines, count, latest, own = '', 0, 0, nil
  for token, deadline in string.gmatch(string.sub(redis.call('GET', key), 146), '(%w+) (%x+)\n') do
    local ends = tonumber(deadline, 16)
    if ends > moment and token == writer then
      own = ends
    elseif ends > moment then
      lines = lines .. token .. ' ' .. deadline .. '\n'
      count = count + 1
      latest = math.max(latest, ends)
    end
  end
  return lines, count, latest, own
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

-- Removes a writer from a fence in which others remain, for as many ms as they have left.
local function leave(key, entry, writer, lines, left)
  local rest = string.sub(redis.call('GETRANGE', key, 0, 144), 26)
  redis.call('SET', key, 'CK2 T-o- ' .. renamed(entry, writer) .. rest .. lines, 'PX', string.format('%.0f', left))
end
