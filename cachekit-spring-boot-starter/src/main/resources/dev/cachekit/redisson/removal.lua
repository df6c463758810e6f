-- Included by other scripts: removes values and leases under keys of one cache in one lane.

local LETTER_V, LETTER_W = string.byte('Vw', 1, 2)

-- Returns whether there is nothing, and whether there is a live value that nobody waits for. The start of the header tells, and
-- most keys need no more. A number among the arguments of a command would cost more than a text.
local function glance(key, incarnation)
  local start = redis.pcall('GETRANGE', key, '0', '41')
  if type(start) ~= 'string' then
    return false, false
  end
  local lives = incarnation and string.byte(start, 5) == LETTER_V and string.byte(start, 7) ~= LETTER_W
    and string.find(start, incarnation, 27, true)
  return start == '', lives
end

-- Removes all keys from the one with that number on. Returns how many values, leases and foreign keys were there. A fence
-- stays and goes on to deny leases, but its writers can no longer store.
local function remove(first, incarnation)
  local removed = 0
  local values = {}
  for i = first, #KEYS do
    local empty, lives = glance(KEYS[i], incarnation)
    if lives then
      values[#values + 1] = KEYS[i]
    elseif not empty then
      local entry = header(KEYS[i], incarnation)
      if entry.kind == 'T' then
        spoil(KEYS[i], entry)
      else
        local count = redis.call('UNLINK', KEYS[i])
        removed = removed + (entry.kind == 'D' and 0 or count)
      end
      tell('K', entry)
    end
  end
  if #values > 0 then
    removed = removed + redis.call('UNLINK', unpack(values))
  end
  return removed
end
