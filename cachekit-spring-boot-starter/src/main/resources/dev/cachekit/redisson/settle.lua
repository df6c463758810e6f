-- Ends a write: stores its value if no other write overlapped, else leaves the key without one.
-- KEYS[1]  the entry
-- KEYS[2]  the lane's record
-- ARGV[1]  token of the write
-- ARGV[2]  the value's bytes, empty to store nothing
-- ARGV[3]  time to live in ms, 0 for ever
-- ARGV[4]  the lane's stamp from before a write that has no fence; empty for a write that has one
-- ARGV[5]  channel of lease ends
-- Result   'S' stored | 'K' a newer version was there and stays | 'I' no value
-- Invariant: of two writers that overlapped in any way, none stores unless versions tell their order. Fences of other
-- writers stay, and those writers learn of the overlap. Always raises the stamp, except for a second sending.
-- include: entry
-- include: lane
-- include: writers

local key = KEYS[1]
local kind, flag, token, version = header(key)
local ours = string.sub(ARGV[2], 9, 24)
local offered = string.match(ARGV[2], '^' .. string.rep('.', 34) .. '(%x+) ')
local lines, count, latest, own = '', 0, 0, nil
local moment = now()
if kind == 'T' then
  lines, count, latest, own = writers(key, ARGV[1], moment)
end

-- 'S', 'K' or 'I', from what is there and before anything is changed.
local function outcome()
  if ARGV[2] == '' then
    return 'I'
  end
  if kind == 'V' and offered and string.match(version, '^%x+$') then
    return version > offered and 'K' or 'S'
  end
  if kind == 'T' then
    return own and count == 0 and flag ~= 'o' and 'S' or 'I'
  end
  return ARGV[4] ~= '' and stamp(KEYS[2]) == tonumber(ARGV[4]) and 'S' or 'I'
end

-- A new name for the fence: a digest of the leaving writer's token, which no writer has as its own.
local function leave()
  local bytes = 'CK1 T-o ' .. string.sub(redis.sha1hex(ARGV[1]), 1, 16)
    .. string.sub(redis.call('GETRANGE', key, 0, 70), 25) .. lines
  redis.call('SET', key, bytes, 'PX', string.format('%.0f', latest - moment))
end

if kind == 'V' and token == ours then
  return 'S'
end
local result = outcome()
raise(KEYS[2])
if result == 'S' then
  store(key, kind, ARGV[2], ARGV[3])
elseif result == 'I' and count > 0 then
  leave()
elseif result == 'I' then
  redis.call('UNLINK', key)
end
tell(ARGV[5], 'K', kind, flag, token)
return result
