-- Ends a write: stores its value if no other write overlapped or if versions tell the order, else leaves the key without
-- one.
-- KEYS[1]  the entry
-- KEYS[2]  the record of the incarnation
-- KEYS[3]  the lane's record
-- ARGV[1]  token of the write
-- ARGV[2]  the value's bytes, empty to store nothing
-- ARGV[3]  how long it is kept, ms, 0 for ever
-- ARGV[4]  the lane's stamp from before a write that has no fence; empty for a write that has one
-- Result   'S' stored | 'K' a newer version was there and stays | 'I' no value
-- Invariant: of writers that overlapped in any way, none stores unless all of them had versions; then the last to leave
-- stores the highest, which waits in the fence until then. None stores a version lower than one that was stored. Nor does a writer whose key was invalidated or whose cache was
-- cleared since it entered. Fences of other writers stay, and those writers learn of the overlap. Always raises the stamp,
-- except for a second sending. Without a value it passes on a full server.
-- include: clock
-- include: incarnation
-- include: entry
-- include: lane
-- include: writers

local key = KEYS[1]
local incarnation = current(KEYS[2])
local entry = header(key, incarnation)
local inside = {count = 0}
local moment = now()
if entry.kind == 'T' then
  inside = writers(key, ARGV[1], moment)
end

local offered = string.match(string.sub(ARGV[2], 113, 128), '^%x+$')
local beaten = offered and entry.version and entry.version > offered

-- For a writer inside a fence: 'W' if the others come first.
local function outcome_inside()
  if not inside.own or is_spoilt(entry, incarnation, inside) or (entry.flag == 'm' and not offered) then
    return 'I'
  end
  if inside.count > 0 then
    return 'W'
  end
  return beaten and (inside.bytes and 'K' or 'I') or 'S'
end

-- 'S', 'K', 'I' or 'W', from what is there and before anything is changed.
local function outcome()
  if ARGV[2] == '' then
    return 'I'
  end
  if entry.kind == 'V' and offered and entry.version then
    return beaten and 'K' or 'S'
  end
  if entry.kind == 'T' then
    return outcome_inside()
  end
  return ARGV[4] ~= '' and stamp(KEYS[3]) == tonumber(ARGV[4]) and 'S' or 'I'
end

if entry.kind == 'V' and entry.token == string.sub(ARGV[2], 10, 25) then
  return 'S'
end
if inside.left then
  return 'I'
end
local result = outcome()
raise(KEYS[3], 'I', key)
if result == 'W' then
  local lines = inside.lines .. ARGV[1] .. ' ' .. LEFT .. '\n'
  local value = beaten and waiting(inside.ttl, inside.bytes) or waiting(ARGV[3], ARGV[2])
  leave(key, entry, ARGV[1], 'm', lines .. value, inside.latest - moment, not beaten and offered or nil)
elseif result == 'S' then
  store(key, KEYS[2], ARGV[2], ARGV[3], entry.kind, incarnation or live(KEYS[2], ARGV[1]))
elseif result == 'K' and inside.bytes then
  store(key, KEYS[2], inside.bytes, inside.ttl, entry.kind, incarnation)
elseif result == 'I' and inside.count > 0 then
  leave(key, entry, ARGV[1], 'o', inside.lines, inside.latest - moment)
elseif result == 'I' then
  redis.call('UNLINK', key)
end
tell('K', entry)
return result == 'W' and 'I' or result
